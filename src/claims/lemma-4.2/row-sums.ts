import { rowSumBound } from "../../bounds/lemma-4.2.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { compareLn, countDraws, mapDraws } from "ncsparse-kit/claims/measure";
import { averageOverScale } from "ncsparse-kit/claims/power";
import { CONTROL_CELL, CONTROL_GRID, DELTA, DIMENSION, DRAWS, GRID, extremes } from "./samples.js";
import { FAILURE_RULE, HYPOTHESES } from "./words.js";
import { rowSumChart } from "./figures.js";

/** Part 3: no row sum falls below (n - 1) e^-lam. */
export const part3: Claim = boundClaim({
  id: "L4.2-part3",
  item: "Lemma 4.2, Part 3 (= D.3)",
  restates: "Lemma 4.2",
  title: "Row sums are at least (n − 1) exp(−λ)",
  provenance: "reconstructed",
  hypotheses: HYPOTHESES,
  scope: "As Part 1; the diagonal's own term is positive and only helps.",
  statement: "With probability at least $1-\\delta$, for all $i$ at once, $D_{ii} \\ge (n-1)\\,e^{-\\lambda}$.",
  bound: fromFormula("D_{ii} \\ge \\underline D,\\quad \\underline D", rowSumBound),
  ...FAILURE_RULE,
  reason:
    "All $n-1$ logits of a row would have to stand at their lowest at once; in truth their sum concentrates, so the bound is loose by about $e^{\\lambda}$. Trivial is $D_{ii} \\ge e^{z_{ii}}$, the row’s own entry.",
  useScale: "row sum to row sum (measured / bound), at the measured 10 % quantile",
  grid: GRID,
  measure(cell, context) {
    const { lnRowSum, rowScale, smallestDiagonal } = extremes(cell, context, "claim");
    const lnBound = mapDraws(DRAWS, (draw) => rowSumBound.evaluateLn({ R: rowScale[draw]!, n: cell.n, delta: DELTA }));
    return {
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => lnRowSum[draw]! < lnBound[draw]!),
      comparison: compareLn({
        lnValue: lnRowSum,
        lnBound,
        quantile: 1 - DELTA,
        side: "lower",
        trivial: Math.exp(quantileInterval(smallestDiagonal, DELTA).value), // D_ii >= e^z_ii
        at: { R: rowScale },
      }),
    };
  },
  caption:
    "The smallest row sum and its bound. The sum grows like $n$; the bound grows more slowly, because it lets all logits of a row be lowest at once.",
  chart: rowSumChart,
  control: {
    statement:
      "With the exponent's sign lost and the union bound dropped: $\\sum_{j\\ne i} A_{ij} \\ge (n-1)\\,e^{\\sigma_i}$ for all $i$.",
    power: () => averageOverScale(DIMENSION, (q) => rowSumBelow(q, CONTROL_CELL.n)),
    how: "row 1 alone: Chebyshev's inequality for its sum of log-normal terms, averaged over the exact law of $\\sigma_1$",
    grid: CONTROL_GRID,
    measure(cell, context) {
      const { lnRowSumAboveOwnScale } = extremes(cell, context, "control");
      return { draws: DRAWS, failures: countDraws(DRAWS, (draw) => lnRowSumAboveOwnScale[draw]! < 0) };
    },
  },
});

/** A lower bound on Pr[mean of n - 1 terms e^z < e^sigma], z ~ N(0, sigma^2), which has mean e^(sigma^2/2) below it. */
function rowSumBelow(sigmaSquared: number, n: number): number {
  const sigma = Math.sqrt(sigmaSquared);
  const gap = Math.exp(sigma) - Math.exp(sigmaSquared / 2);
  if (gap <= 0) return 0;
  const variance = (Math.exp(sigmaSquared) * Math.expm1(sigmaSquared)) / (n - 1);
  return Math.max(0, 1 - variance / (gap * gap));
}
