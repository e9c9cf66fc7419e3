import { entryBound } from "../../bounds/lemma-4.2.js";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { againstBound, mapDraws } from "ncsparse-kit/claims/measure";
import { DELTA, DRAWS, GRID, extremes, type Extremes } from "./samples.js";
import { noTwoControl } from "./halved-exponent.js";
import { FAILURE_RULE, HYPOTHESES } from "./words.js";
import { entryChart } from "./figures.js";

/** Part 2: every off-diagonal entry of A lies between e^-lam and e^lam. */
export const part2: Claim = boundClaim({
  id: "L4.2-part2",
  item: "Lemma 4.2, Part 2 (= D.3)",
  restates: "Lemma 4.2",
  title: "Off-diagonal entries of A lie between exp(−λ) and exp(λ)",
  provenance: "reconstructed",
  hypotheses: HYPOTHESES,
  scope: "As Part 1, of which it is the exponential.",
  statement:
    "With probability at least $1-\\delta$, for all $i \\ne j$ at once, $e^{-\\lambda} \\le A_{ij} \\le e^{\\lambda}$.",
  bound: fromFormula("\\max(A_{ij}, A_{ij}^{-1}) \\le e^{\\lambda},\\quad e^{\\lambda}", entryBound),
  ...FAILURE_RULE,
  reason: "It is Part 1 exponentiated; the exponential turns a small slack into a factor.",
  useScale: "entry to entry: the largest of A and 1/A, at the measured 90 % quantile",
  grid: GRID,
  measure(cell, context) {
    const columns = extremes(cell, context, "claim");
    const lnBound = mapDraws(DRAWS, (draw) =>
      entryBound.evaluateLn({ R: columns.rowScale[draw]!, n: cell.n, delta: DELTA }),
    );
    const lnValue = largestLnEntry(columns);
    return againstBound({ lnValue, lnBound, delta: DELTA, trivial: null, at: { R: columns.rowScale } });
  },
  caption:
    "The largest of $A_{ij}$ and $1/A_{ij}$ off the diagonal: a slack that is a share of the logit is a factor in the entry, and it grows.",
  chart: entryChart,
  control: noTwoControl(
    "Without the 2 under the root: every off-diagonal entry lies between $e^{-\\sigma_i\\sqrt{\\ln(2n^2/\\delta)}}$ and its inverse.",
  ),
});

/** ln of the largest of A_ij and 1 / A_ij off the diagonal, i.e. max |z_ij|. */
function largestLnEntry({ inLargestScale, rowScale }: Extremes): Float64Array {
  return mapDraws(DRAWS, (draw) => inLargestScale[draw]! * rowScale[draw]!);
}
