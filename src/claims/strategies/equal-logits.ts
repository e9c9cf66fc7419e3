/** sigma = 0: all logits equal, every row the uniform one. Errors are exact, and so is what is best at equal cost. */
import {
  equalCostWindows,
  keptEntries,
  optimalWindows,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import { rowErrorAtEqualLogits } from "../../bounds/equal-logits.js";
import { certain, exactDifferenceClaim, type Exact, type MeasuredDifference } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { CONSTANT, LENGTHS } from "./samples.js";

/** The weighted mean row l2 error of a strategy at sigma = 0. */
export function errorAtEqualLogits(windows: ArrayLike<number>, weighting: Weighting): number {
  const weights = weightsOf(weighting, LENGTHS);
  return LENGTHS.reduce((sum, n, i) => sum + weights[i]! * rowErrorAtEqualLogits.evaluate({ n, k: windows[i]! }), 0);
}

/** 1 - error of a shape at the cost of k0 = 32 / error of the constant window `against`, at sigma = 0. */
export function advantageAtEqualLogits(shape: WindowShape, weighting: Weighting, against: number = CONSTANT): number {
  const constant = errorAtEqualLogits(
    LENGTHS.map(() => against),
    weighting,
  );
  return 1 - errorAtEqualLogits(equalCostWindows(shape, LENGTHS, CONSTANT), weighting) / constant;
}

/** Relative change of a shape's row l2 error from the shortest to the longest length, at sigma = 0. */
export function trendAtEqualLogits(shape: WindowShape, k0: number): number {
  const windows = equalCostWindows(shape, LENGTHS, k0);
  const at = (i: number): number => rowErrorAtEqualLogits.evaluate({ n: LENGTHS[i]!, k: windows[i]! });
  return at(LENGTHS.length - 1) / at(0) - 1;
}

type OptimumCell = { readonly weighting: Weighting; readonly exponent: number };
const OPTIMUM: readonly OptimumCell[] = [
  { weighting: "lengths", exponent: -2 / 3 },
  { weighting: "rows", exponent: 0 },
];

const SLOWER: readonly OptimumCell[] = [{ weighting: "lengths", exponent: -1 / 2 }];

/** Long lengths and windows much shorter than they, so that 1/n is small beside 1/k. */
const LONG: readonly number[] = Array.from({ length: 7 }, (_, i) => 2 ** (24 + i));
const LONG_CONSTANT = 1024;
const NET_RATIO = 1.01;

/** What is best at equal cost when logits are equal: no window that grows. */
export const equalLogitsOptimum: Claim = exactDifferenceClaim({
  id: "P7.2-equal-logits-optimum",
  aliases: ["P7.2-equal-logits"],
  item: "Proposition 7.2 at equal cost",
  title: "With equal logits the best window does not grow with the length",
  provenance: "ours",
  hypotheses: [
    "$\\sigma = 0$, row $l_2$ error, windows short beside the lengths ($k_0 = 1024$, $n = 2^{24}, \\dots, 2^{30}$).",
  ],
  scope: "Equal cost $\\sum n\\,k_n$; mean error with each length or each row weighted equally.",
  statement:
    "The windows of least error at equal cost are $k_n \\propto n^{-2/3}$ where each length counts equally, and constant where each row does.",
  bound: fromFunction(
    "optimalWindows",
    "\\min_{k}\\ \\sum_n w_n\\,\\mathrm{err}_n(k_n)\\quad\\text{subject to}\\quad \\sum_n n\\,k_n = k_0\\sum_n n",
  ),
  tolerance: 0.02,
  rule: "The secant of $\\ln k_n$ against $\\ln n$ over the whole range, from convex envelope and multiplier, must lie within 0.02 of the exponent.",
  reason:
    "With $\\mathrm{err} = k^{-1/2}$ the multiplier's condition is $w_n k_n^{-3/2} \\propto n$: $k_n \\propto (w_n/n)^{2/3}$, and $w_n$ is constant or proportional to $n$.",
  grid: OPTIMUM,
  measure: (cell) => exponentMinus(cell.weighting, cell.exponent),
  finding: () =>
    "At equal cost and with equal logits no window that grows with the length has the least row $\\ell_2$ error: the best one is constant where each row counts equally, and falls like $n^{-2/3}$ where each length does.",
  caption: "The secant of the optimal windows minus the stated exponent; the band is the tolerance.",
  chart: (result) => differenceForest(result, "exponent of the optimum − stated"),
  control: {
    statement:
      "As if the error fell like $1/k$ rather than $1/\\sqrt k$: $k_n \\propto n^{-1/2}$ where each length counts equally.",
    power: certain("nothing is random, and the exponents differ by 1/6, eight tolerances"),
    grid: SLOWER,
  },
});

function exponentMinus(weighting: Weighting, exponent: number): Exact<MeasuredDifference> {
  const weights = weightsOf(weighting, LONG);
  const net = Array.from({ length: 800 }, (_, i) => Math.round(LONG_CONSTANT * NET_RATIO ** (i - 400)));
  const windows = [...new Set(net)].filter((k) => k >= 1);
  const best = optimalWindows(
    LONG.map((n, i) => ({
      n,
      windows,
      errors: windows.map((k) => rowErrorAtEqualLogits.evaluate({ n, k })),
      weight: weights[i]!,
    })),
    keptEntries(
      LONG,
      LONG.map(() => LONG_CONSTANT),
    ),
  );
  const last = LONG.length - 1;
  const secant = Math.log(best[last]! / best[0]!) / Math.log(LONG[last]! / LONG[0]!);
  const value = secant - exponent;
  return { difference: exactly(value) };
}
