/** sigma = 0: all logits equal, every row the uniform one. Errors are exact, and so is what is best at equal cost. */
import {
  equalCostWindows,
  keptEntries,
  optimalWindows,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import { softmax } from "../../attention/softmax.js";
import { rowErrors } from "../../attention/row-identities.js";
import { boundChart, type ChartSpec } from "../../figures/index.js";
import { rowErrorAtEqualLogits } from "../../bounds/equal-logits.js";
import { defineClaim, type Claim, type Measurement } from "../claim.js";
import { differenceForest } from "../charts.js";
import { fromFormula, fromFunction } from "../display.js";
import { exactly } from "../intervals.js";
import { ULP } from "../rounding.js";
import { LENGTHS } from "./samples.js";

/** The weighted mean row l2 error of a strategy at sigma = 0. */
export function errorAtEqualLogits(windows: ArrayLike<number>, weighting: Weighting): number {
  const weights = weightsOf(weighting, LENGTHS);
  return LENGTHS.reduce((sum, n, i) => sum + weights[i]! * rowErrorAtEqualLogits.evaluate({ n, k: windows[i]! }), 0);
}

/** 1 - error of a shape at equal cost / error of the constant k0, at sigma = 0. */
export function advantageAtEqualLogits(shape: WindowShape, weighting: Weighting, k0: number): number {
  const constant = errorAtEqualLogits(
    LENGTHS.map(() => k0),
    weighting,
  );
  return 1 - errorAtEqualLogits(equalCostWindows(shape, LENGTHS, k0), weighting) / constant;
}

/** Relative change of a shape's row l2 error from the shortest to the longest length, at sigma = 0. */
export function trendAtEqualLogits(shape: WindowShape, k0: number): number {
  const windows = equalCostWindows(shape, LENGTHS, k0);
  const at = (i: number): number => rowErrorAtEqualLogits.evaluate({ n: LENGTHS[i]!, k: windows[i]! });
  return at(LENGTHS.length - 1) / at(0) - 1;
}

type RowCell = { readonly n: number; readonly k: number };
const CELLS: readonly RowCell[] = [
  { n: 2, k: 1 },
  { n: 256, k: 8 },
  { n: 256, k: 128 },
  { n: 1024, k: 32 },
  { n: 8192, k: 8191 },
];

/** err^2 = 1/k - 1/n. */
export const equalLogits: Claim = defineClaim({
  id: "P7.2-equal-logits",
  item: "the case in which Proposition 7.2 can be decided by hand",
  restates: null,
  title: "With equal logits the error is exact",
  provenance: "ours",
  hypotheses: ["$\\sigma = 0$: all logits of a row are equal."],
  scope: "$1 \\le k \\le n-1$.",
  statement: "The $l_2$ error of the row with $k$ of $n$ equal entries kept is $\\sqrt{1/k - 1/n}$.",
  bound: fromFormula("\\lVert p_k - p\\rVert_2", rowErrorAtEqualLogits),
  rule: {
    kind: "inequality",
    text: "$|\\ln\\text{measured} - \\ln\\sqrt{1/k-1/n}|$ must not exceed the rounding of sums of $n$ terms.",
  },
  deterministic: true,
  expected: {
    outcome: "holds",
    reason: "$k$ entries are off by $1/k - 1/n$ and $n-k$ by $1/n$: $k(1/k-1/n)^2 + (n-k)/n^2 = 1/k - 1/n$.",
  },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure: ({ n, k }) => againstLaw(n, k, rowErrorAtEqualLogits.evaluate({ n, k })),
  figure: {
    caption: "The error of one row of $n$ equal logits against the window: the library's row (points) and the formula.",
    chart: equalLogitsChart,
  },
  control: {
    statement: "Without $1/n$, as if nothing were left out: $1/\\sqrt k$.",
    power: () => ({ value: 1, how: "certain: the two differ by the factor $\\sqrt{1-k/n}$" }),
    grid: { quick: CELLS, full: CELLS },
    measure: ({ n, k }) => againstLaw(n, k, Math.sqrt(1 / k)),
  },
});

function measuredError(n: number, k: number): number {
  return rowErrors(softmax(new Float64Array(n)), [k])[0]!.l2;
}

function againstLaw(n: number, k: number, law: number): Measurement {
  const excess = Math.abs(Math.log(measuredError(n, k)) - Math.log(law));
  return { rule: "inequality", draws: 0, excess, roundingBound: 4 * n * ULP };
}

function equalLogitsChart(): ChartSpec {
  const sizes = [64, 1024] as const;
  return boundChart({
    series: sizes.flatMap((n) => {
      const windows = Array.from({ length: Math.log2(n) }, (_, i) => 2 ** i);
      const colour = n === 64 ? ("blue" as const) : ("orange" as const);
      const label = `$n = ${n}$`;
      return [
        {
          kind: "law" as const,
          label,
          colour,
          points: windows.map((k) => ({ x: k, y: rowErrorAtEqualLogits.evaluate({ n, k }) })),
        },
        {
          kind: "measured" as const,
          label: `${label}, measured`,
          colour,
          points: windows.map((k) => ({ x: k, y: measuredError(n, k) })),
        },
      ];
    }),
    x: { title: "window $k$", scale: "log2" },
    y: { title: "$l_2$ error of a row of equal logits", scale: "log" },
    useless: "none",
    description:
      "The l2 error of rows of 64 and 1024 equal logits falls like 1/sqrt(k) and drops to 0 as k nears n; formula and library agree.",
  });
}

type OptimumCell = { readonly weighting: Weighting; readonly exponent: number };
const OPTIMUM: readonly OptimumCell[] = [
  { weighting: "lengths", exponent: -2 / 3 },
  { weighting: "rows", exponent: 0 },
];

const RISING: readonly OptimumCell[] = [{ weighting: "lengths", exponent: 2 / 3 }];

/** Long lengths and windows much shorter than they, so that 1/n is small beside 1/k. */
const LONG: readonly number[] = Array.from({ length: 7 }, (_, i) => 2 ** (24 + i));
const LONG_CONSTANT = 1024;
const NET_RATIO = 1.01;

/** What is best at equal cost when logits are equal: no window that grows. */
export const equalLogitsOptimum: Claim = defineClaim({
  id: "P7.2-equal-logits-optimum",
  item: "Proposition 7.2 at equal cost",
  restates: null,
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
  rule: {
    kind: "difference",
    tolerance: 0.02,
    text: "The secant of $\\ln k_n$ against $\\ln n$ over the whole range, from convex envelope and multiplier, must lie within 0.02 of the exponent.",
  },
  deterministic: true,
  expected: {
    outcome: "holds",
    reason:
      "With $\\mathrm{err} = k^{-1/2}$ the multiplier's condition is $w_n k_n^{-3/2} \\propto n$: $k_n \\propto (w_n/n)^{2/3}$, and $w_n$ is constant or proportional to $n$.",
  },
  useScale: null,
  grid: { quick: OPTIMUM, full: OPTIMUM },
  measure: (cell) => exponentMinus(cell.weighting, cell.exponent),
  finding: () =>
    "At equal cost and small logits no window that grows with the length is best: with equal logits the optimum is constant where each row counts equally, and falls like $n^{-2/3}$ where each length does.",
  figure: {
    caption: "The secant of the optimal windows minus the stated exponent; the band is the tolerance.",
    chart: (result) => differenceForest(result, "exponent of the optimum − stated"),
  },
  control: {
    statement: "Costs forgotten: $k_n \\propto n^{2/3}$ where each length counts equally.",
    power: () => ({ value: 1, how: "certain: nothing is random, and the exponents differ by 4/3" }),
    grid: { quick: RISING, full: RISING },
    measure: (cell) => exponentMinus(cell.weighting, cell.exponent),
  },
});

function exponentMinus(weighting: Weighting, exponent: number): Measurement {
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
  return { rule: "difference", draws: 0, difference: exactly(value) };
}
