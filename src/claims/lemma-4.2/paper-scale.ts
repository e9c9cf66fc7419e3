import { frobeniusNorm, rankOneWeights } from "../../attention/weights.js";
import { logitBound, paperRowScale } from "../../bounds/lemma-4.2.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { countDraws, mapDraws } from "ncsparse-kit/claims/measure";
import { holdsPower, signProductExceeds, signSumLaw } from "ncsparse-kit/claims/power";
import { DELTA, DIMENSION, DRAWS, extremes, matrixCell, type MatrixCell } from "./samples.js";
import { FAILURE_RULE } from "./words.js";
import { failureForest } from "ncsparse-kit/claims/charts";

const CELL: MatrixCell = matrixCell("rademacher", "v vᵀ", 256);
const GRID = { quick: [CELL], full: [CELL] };

/** B^2 ||W||_F = 1: entries are signs, and v v^T with a unit v has Frobenius norm 1. */
const R_PAPER = paperRowScale(1, frobeniusNorm(rankOneWeights(DIMENSION)));

/** Pr[some |z_ij| > R_paper l(n^2, delta), i != j]: what the claim expects of a draw. */
const FAILS = signProductExceeds(logitBound.evaluate({ R: R_PAPER, n: CELL.n, delta: DELTA }), CELL.n, DIMENSION);

/** Definition 4.1's number, as reconstructed, in place of max_i sigma_i. */
export const paperScale: Claim = boundClaim({
  id: "L4.2-rpaper",
  item: "Definition 4.1 in Lemma 4.2, Part 1",
  restates: { label: "Lemma 4.2", relation: "in one reading" },
  title: "With $R = B^2\\lVert W\\rVert_F$, as Definition 4.1 is reconstructed here, every logit is bounded",
  provenance: "reconstructed",
  hypotheses: [
    "Entries of $X$ independent signs, so $B = 1$.",
    "$W = v v^\\top$ with $v = (1,\\dots,1)/\\sqrt d$, $d = 64$.",
  ],
  scope:
    "One counterexample is enough: a bounded input and rank-one weights. The formula of Definition 4.1 is lost; $B^2\\lVert W\\rVert_F$ is how we restate it, as does a third party’s summary of the paper’s second version. What fails is this formula in the place of $R$, not the surviving text, which in Lemma D.4 also speaks of “a sufficient large constant”: a factor 2 would cover these cells.",
  statement:
    "With probability at least $1-\\delta$, for all $i \\ne j$, $|z_{ij}| \\le R_{\\text{paper}}\\,\\ell(n^2,\\delta)$ with $R_{\\text{paper}} = B^2 \\lVert W\\rVert_F = 1$.",
  bound: fromFormula("\\lambda", logitBound),
  ...FAILURE_RULE,
  expects: "violated",
  reason: `By the exact law of sums of signs a draw fails with probability ${FAILS.toFixed(3)}. $B^2\\lVert W\\rVert_F$ is the root mean square of the row scales over inputs. Here $\\sigma_i = |v^\\top x_i|$ varies like a normal variable, and the logits are products of two of them. With $R = \\max_i\\sigma_i$ the same draws obey [Part 1](#L4.2-part1) (its cell of this input and $W$).`,
  grid: GRID,
  measure(cell, context) {
    const { inLargestScale, rowScale } = extremes(cell, context, "claim");
    const largest = mapDraws(DRAWS, (draw) => inLargestScale[draw]! * rowScale[draw]!);
    const level = logitBound.evaluate({ R: R_PAPER, n: cell.n, delta: DELTA });
    return {
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => largest[draw]! > level),
      comparison: { measured: quantileInterval(largest, 1 - DELTA), bound: level, trivial: null },
    };
  },
  caption:
    "Failing draws of the statement with $R_{\\text{paper}}$, as reconstructed, against the allowed share $\\delta = 0.1$.",
  chart: failureForest,
  control: {
    expects: "holds",
    statement:
      "With the largest row scale instead: for the same input and weights, $|z_{ij}| \\le R\\,\\ell(n^2,\\delta)$ with $R = \\max_i\\sigma_i$.",
    power: () => holdsPower({ draws: DRAWS, failure: largestScaleFails(), delta: DELTA }),
    how: "exact law of sums of 64 signs: a draw fails only if two rows have $\\sigma_i > \\ell$; then the binomial law of the failing draws",
    grid: GRID,
    measure(cell, context) {
      const { inLargestScale } = extremes(cell, context, "control");
      const level = logitBound.evaluate({ R: 1, n: cell.n, delta: DELTA });
      return { draws: DRAWS, failures: countDraws(DRAWS, (draw) => inLargestScale[draw]! > level) };
    },
  },
});

/** Pr[|u_i u_j| > max |u| l for some i != j], u_i = S_i / sqrt(d): at most that of two of them beyond l. */
function largestScaleFails(): number {
  const level = logitBound.evaluate({ R: 1, n: CELL.n, delta: DELTA });
  const beyond = signSumLaw(DIMENSION).reduce(
    (sum, [size, p]) => (size / Math.sqrt(DIMENSION) > level ? sum + p : sum),
    0,
  );
  return ((CELL.n * (CELL.n - 1)) / 2) * beyond * beyond;
}
