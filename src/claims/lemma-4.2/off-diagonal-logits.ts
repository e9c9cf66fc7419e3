import { logitBound } from "../../bounds/lemma-4.2.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { countDraws } from "ncsparse-kit/claims/measure";
import { DELTA, DRAWS, GRID, extremes } from "./samples.js";
import { noTwoControl } from "./halved-exponent.js";
import { FAILURE_RULE, HYPOTHESES, LOGIT_SCALE } from "./words.js";
import { growthChart } from "./figures.js";
import { formatNumber, formatRange } from "ncsparse-kit/claims/format";

/** Part 1: every off-diagonal logit lies within lam = R l(n^2, delta). */
export const part1: Claim = boundClaim({
  id: "L4.2-part1",
  item: "Lemma 4.2, Part 1 (= D.3, D.4)",
  restates: "Lemma 4.2",
  title: "Off-diagonal logits are bounded by λ",
  provenance: "reconstructed",
  hypotheses: HYPOTHESES,
  scope:
    "Every $n \\ge 2$, every input law of the setting, fixed $W$; $R = \\max_i \\sigma_i$ of the drawn matrix, *ours*: the paper’s formula of $R$ is lost. “Random” weights are $W_QW_K^\\top/\\sqrt d$ with entries $N(0, s/d)$ in both factors.",
  statement:
    "With probability at least $1-\\delta$, for all $i \\ne j$ at once, $|z_{ij}| \\le \\lambda$ with $\\lambda = R\\,\\ell(n^2,\\delta)$.",
  bound: fromFormula("\\lambda", logitBound),
  ...FAILURE_RULE,
  reason: "A union bound over $n^2$ two-sided sub-Gaussian tails; only the row with the largest scale comes near it.",
  useScale: LOGIT_SCALE,
  grid: GRID,
  measure(cell, context) {
    const { inLargestScale } = extremes(cell, context, "claim");
    const level = logitBound.evaluate({ R: 1, n: cell.n, delta: DELTA });
    return {
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => inLargestScale[draw]! > level),
      comparison: { measured: quantileInterval(inLargestScale, 1 - DELTA), bound: level, trivial: null },
    };
  },
  finding: ({ cells }) =>
    `Off the diagonal, logits concentrate as Lemma 4.2 says: no bound was broken in ${formatNumber(cells.reduce((sum, cell) => sum + cell.draws, 0))} drawn matrices, and $\\lambda$ is ${formatRange(cells.map((cell) => cell.tightness!))} times what was measured.`,
  caption:
    "The largest off-diagonal logit in units of $R$, at its 90 % quantile over 160 matrices, against $\\sqrt{\\ln n}$: both grow like a straight line, the bound a constant share above. Gaussian input, $W = I/\\sqrt d$, $d = 64$.",
  chart: growthChart,
  control: noTwoControl(
    "Without the 2 under the root: every off-diagonal logit lies within $\\sigma_i\\sqrt{\\ln(2n^2/\\delta)}$.",
  ),
});
