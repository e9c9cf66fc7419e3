import { hoeffding } from "../../bounds/appendix-b/bounded-sums.js";
import { binomialTail } from "ncsparse-kit/probability";
import { drawInput, inputBound, stream, type InputModel } from "ncsparse-kit/random";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";

type WeightedCell = {
  readonly law: Exclude<InputModel, "gaussian">;
  readonly weights: "equal" | "1/j";
  readonly n: number;
};

const DELTA = 0.1;
/** Equal signs fail with probability .014 (normal limit): of 1,000 draws 14, which decides; 50 would still. */
const DRAWS = 1000;

const CELLS: readonly WeightedCell[] = [
  { law: "rademacher", weights: "equal", n: 256 },
  { law: "rademacher", weights: "1/j", n: 256 },
  { law: "uniform", weights: "equal", n: 256 },
  { law: "uniform", weights: "1/j", n: 256 },
];
const CONTROL: readonly WeightedCell[] = [CELLS[0]!];

/** The t at which Hoeffding's bound is delta. */
function levelAt(squaredRanges: number): number {
  return Math.sqrt((squaredRanges * Math.log(2 / DELTA)) / 2);
}

/** B.5 where the exact law is out of reach: unequal ranges, uniform variables. The logits given their query. */
export const hoeffdingWeighted: Claim = boundClaim({
  id: "B.5-weighted",
  item: "Lemma B.5 (Hoeffding), as Lemma 4.2 uses it",
  restates: "Lemma B.5",
  title: "Hoeffding’s bound for unequal ranges",
  provenance: "reconstructed",
  hypotheses: ["$X = \\sum_j w_j X_j$, the $X_j$ independent in $[-B, B]$ with mean 0, so that $b_j - a_j = 2B|w_j|$."],
  scope: "Every $\\delta$. A logit given its query has this form, $z_{ij} = (W^\\top x_i)\\cdot x_j$.",
  statement:
    "$|X| \\ge \\sqrt{\\tfrac12\\sum_j (b_j-a_j)^2\\,\\ln(2/\\delta)}$ with probability at most $\\delta = 0.1$.",
  bound: fromFormula("\\delta", hoeffding),
  delta: DELTA,
  rule: "The share of 1,000 independent sums that reach the level; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
  reason:
    "Hoeffding’s bound solved for $t$. Uniform variables have a third of the variance that their range allows, and hardly ever fail.",
  grid: CELLS,
  law: (cell) => levelAt(sumOfSquaredRanges(cell)),
  measure: sample,
  caption: "The share of sums that reach the level at which Hoeffding’s bound is $\\delta = 0.1$.",
  chart: failureForest,
  control: {
    statement:
      "With the largest range alone in place of the sum over all: $|X| \\ge (b_1-a_1)\\sqrt{\\tfrac12\\ln(2/\\delta)}$ with probability at most $\\delta$.",
    power: () => 2 * binomialTail(130, 256, 0.5),
    how: "exact: 256 signs leave $[-2.45, 2.45]$ if 130 or more of them agree",
    grid: CONTROL,
    law: (cell) => levelAt((2 * inputBound(cell.law)) ** 2),
  },
});

function weightAt({ weights }: WeightedCell, j: number): number {
  return weights === "equal" ? 1 : 1 / (j + 1);
}

function sumOfSquaredRanges(cell: WeightedCell): number {
  let sum = 0;
  for (let j = 0; j < cell.n; j++) sum += (2 * inputBound(cell.law) * weightAt(cell, j)) ** 2;
  return sum;
}

/** How many of the draws reach a level. */
function sample(cell: WeightedCell, context: Context, role: string, level: number) {
  const source = stream(context.seed, "B.5-weighted", role, cell.law, cell.weights, cell.n);
  const x = new Float64Array(cell.n);
  let failures = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    drawInput(source, cell.law, x);
    const sum = x.reduce((total, value, j) => total + weightAt(cell, j) * value, 0);
    if (Math.abs(sum) >= level) failures++;
  }
  return { draws: DRAWS, failures } as const;
}
