import {
  certain,
  exactDifferenceClaim,
  exactRatioClaim,
  exactTrendClaim,
  type Exact,
  type MeasuredRatio,
  type MeasuredTrend,
} from "ncsparse-kit/claims/kinds";
import { differenceForest, ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { exactly } from "ncsparse-kit/claims/intervals";
import { predictionChart } from "./figures.js";
import { measuredHead, windowAt, type ArrayName } from "./measured.js";

type WindowCell = { readonly arrays: ArrayName; readonly k: number };
type BudgetCell = { readonly arrays: ArrayName; readonly tv: number };

/** Five standard deviations of measured - predicted over other arrays of the same law, at the k where that is largest. */
const TOLERANCE = 0.01;
/** A prediction that is off by this much of the mass is no prediction. */
const FAR = 0.05;
/** In k; over other Gaussian arrays the two windows differ by 0.4 % (one standard deviation). */
const WINDOW_TOLERANCE = 0.05;

const cells = (arrays: ArrayName, windows: readonly number[]): WindowCell[] => windows.map((k) => ({ arrays, k }));
const GAUSSIAN = cells("gaussian", [1, 4, 16, 64, 192]);
const STRUCTURED = cells("structured", [16, 32, 64]);

const HYPOTHESES = ["The arrays of `exampleHead`: 256 queries, keys and values of width 32, always the same."];

/** `ours`: on arrays of the paper's setting the law predicts what is measured. */
export const gaussianArrays: Claim = exactDifferenceClaim({
  id: "YA-gaussian",
  item: "the row law, on given arrays",
  title: "On Gaussian arrays the row scales predict the captured mass",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope:
    "Cross-attention; mean over the rows. Another draw of the arrays moves the difference by 0.002 (one standard deviation).",
  statement:
    "The mean captured mass of the top $k$, measured, equals the one predicted from the $\\sigma_i$ alone, for logits that are i.i.d. normal in each row.",
  tolerance: TOLERANCE,
  rule: "Measured less predicted mean captured mass must lie within $0 \\pm 0.01$. The arrays are fixed, so there is no interval.",
  reason: "Given its query a row of Gaussian keys is i.i.d. normal, exactly; what remains is one draw of 256 keys.",
  grid: GAUSSIAN,
  measure: (cell, context) => ({ difference: exactly(gap(cell, context)) }),
  caption: "Measured less predicted mean captured mass on the Gaussian arrays.",
  chart: (result) => differenceForest(result, "measured less predicted captured mass"),
  control: {
    statement: "The same on the structured arrays.",
    power: certain(
      "nothing is random; a row of eight clusters holds an eighth of its keys far above the others, which no normal law does",
    ),
    grid: STRUCTURED,
  },
});

/** `ours`: where the Gaussianity check fails, the law is not to be used. */
export const structuredArrays: Claim = exactTrendClaim({
  id: "YA-structured",
  item: "the row law, on given arrays",
  title: "On structured arrays they do not",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "$k = 16$, 32 and 64: around the size of a cluster, 32 keys.",
  statement:
    "The predicted mean captured mass is off by more than 0.05: more is captured than logits of that scale would let expect.",
  sign: "positive",
  rule: "The absolute difference of measured and predicted mean captured mass, less 0.05, must be positive. The arrays are fixed, so there is no interval.",
  reason:
    "A row’s logits are skewed, not normal: a cluster of about 32 keys stands above the rest, so that 32 keys capture more than the row’s scale alone says.",
  grid: STRUCTURED,
  measure: (cell, context) => far(cell, context),
  caption:
    "Mean total variation $1 - m_k$ against the window on both example heads: measured, and predicted from the row scales.",
  chart: (_, context) => predictionChart(context),
  control: {
    statement: "On the Gaussian arrays, too, the prediction is off by more than 0.05.",
    power: certain("nothing is random, and over other Gaussian arrays the difference has standard deviation 0.002"),
    grid: GAUSSIAN.slice(2, 4),
  },
});

const BUDGETS: readonly BudgetCell[] = [0.05, 0.2].map((tv) => ({ arrays: "gaussian" as const, tv }));
const OTHER_BUDGET: readonly BudgetCell[] = [{ arrays: "structured", tv: 0.2 }];

/** `ours`: the window for a budget. */
export const budgetWindow: Claim = exactRatioClaim({
  id: "YA-window",
  item: "the window rule, on given arrays",
  title: "The window for a budget, predicted and measured",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "The Gaussian arrays; budgets of total variation of 0.05 and 0.2, mean over the rows.",
  statement:
    "The smallest window whose mean total variation is within the budget, predicted from the row scales, equals the measured one within 5 %.",
  tolerance: WINDOW_TOLERANCE,
  rule: "Measured over predicted window must lie within $1 \\pm 0.05$; nothing is random, so there is no interval.",
  reason: "It inverts the curve of the captured mass, which the row scales predict.",
  grid: BUDGETS,
  measure: (cell, context) => windows(cell, context),
  caption: "Measured over predicted window at two budgets of total variation, on the Gaussian arrays.",
  chart: (result) => ratioForest(result, "window"),
  control: {
    statement: "The same on the structured arrays, at a budget of 0.2.",
    power: certain("nothing is random; a window of two clusters is measured where the prediction needs three"),
    grid: OTHER_BUDGET,
  },
});

function gap({ arrays, k }: WindowCell, context: Context): number {
  const { tv, tvPredicted } = windowAt(arrays, k, context);
  return tvPredicted - tv;
}

function far(cell: WindowCell, context: Context): Exact<MeasuredTrend> {
  return { trend: exactly(Math.abs(gap(cell, context)) - FAR) };
}

function windows({ arrays, tv }: BudgetCell, context: Context): Exact<MeasuredRatio> {
  const { k, kPredicted } = measuredHead(arrays, tv, context).budget;
  return { ratio: exactly(k / kPredicted) };
}
