import { isotropicWeights } from "../../attention/weights.js";
import { forEachRow } from "../../experiments/rows.js";
import { chiSquareTail, ratioInterval } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { ratioPower } from "ncsparse-kit/claims/power";
import { ratioForest } from "ncsparse-kit/claims/charts";

type DiagonalCell = { readonly d: number };

/** One standard error at probability 1/2 is 1 % of it. */
const DRAWS = 10_000;
const TOLERANCE = 0.1;
const CELLS: readonly DiagonalCell[] = [4, 16, 64, 256].map((d) => ({ d }));
/** Where a chi-square law is most lopsided of the grid. */
const CONTROL: readonly DiagonalCell[] = [{ d: 4 }];

/** `ours`: the diagonal logit is not centred. */
export const diagonalMean: Claim = ratioClaim({
  id: "S0-diagonal",
  item: "Definition C.2, the diagonal of A",
  title: "The diagonal logit is of size √d, not of size 1",
  provenance: "ours",
  hypotheses: ["Entries of $X$ independent $N(0,1)$.", "$W = I/\\sqrt d$."],
  scope: "Self-attention, any $d$. In cross-attention, where queries are not among the keys, there is no such entry.",
  statement:
    "$\\mathbb E z_{ii} = \\operatorname{tr} W$; for $W = I/\\sqrt d$, $\\sqrt d\\,z_{ii}$ is chi-square with $d$ degrees of freedom, so that $\\Pr[z_{ii} > \\sqrt d\\,] = \\Pr[\\chi^2_d > d]$.",
  bound: fromFunction("chiSquareTail", "\\Pr[z_{ii} > \\operatorname{tr} W] = \\Pr[\\chi^2_d > d]"),
  tolerance: TOLERANCE,
  rule: "The Clopper–Pearson interval of the share of draws with $z_{ii} > \\sqrt d$, over its probability, must lie within $1 \\pm 0.1$.",
  reason:
    "$z_{ii} = x_i^\\top W x_i$ is a quadratic form; with $W = I/\\sqrt d$ it is $\\lVert x_i\\rVert^2/\\sqrt d$.",
  grid: CELLS,
  law: ({ d }) => chiSquareTail(d, d),
  measure: ({ d }, context, role, law) => ({
    draws: DRAWS,
    ratio: ratioInterval(countAbove(d, Math.sqrt(d), context, role), DRAWS, law),
  }),
  caption:
    "The share of diagonal logits above $\\operatorname{tr} W = \\sqrt d$, over its probability, for four dimensions.",
  chart: (result) => ratioForest(result, "probability"),
  control: {
    statement:
      "The diagonal logit is normal around its mean, as its neighbours are: $\\Pr[z_{ii} > \\sqrt d\\,] = 1/2$.",
    power: () => ratioPower({ draws: DRAWS, truth: chiSquareTail(4, 4), law: 0.5, tolerance: TOLERANCE }),
    how: "exact binomial probability that the interval misses the band: $\\Pr[\\chi^2_4 > 4] = 0.406$",
    grid: CONTROL,
    law: () => 0.5,
  },
});

/** How many of the draws have z_11 above a level; one input row suffices. */
function countAbove(d: number, level: number, context: Context, role: string): number {
  let above = 0;
  const setup = { n: 1, input: "gaussian", inputScale: 1, weights: isotropicWeights(d) } as const;
  forEachRow(
    context.seed,
    ["S0-diagonal", role, d],
    setup,
    DRAWS,
    ({ self }) => {
      if (self > level) above++;
    },
    context.signal,
  );
  return above;
}
