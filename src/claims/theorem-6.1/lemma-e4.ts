import { logitBound } from "../../bounds/lemma-4.2.js";
import { boundClaim, type ControlWording, type Role, type Wording } from "ncsparse-kit/claims/kinds";
import type { Claim, Comparison, Context } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { compareLn, countDraws, mapDraws } from "ncsparse-kit/claims/measure";
import { diagonalExceeds } from "ncsparse-kit/claims/power";
import type { Profile } from "ncsparse-kit/claims/result";
import { entriesChart, keptSumChart, rowSumChart } from "./figures.js";
import {
  CONTROL_LENGTH,
  DELTA,
  DIMENSION,
  DRAWS,
  largestLevel,
  sampleAtScale,
  windowColumns,
  type ScaleSample,
} from "./samples.js";
import { FAILURE_RULE, HYPOTHESES } from "./window-bound.js";

/** A length, a scale, and for sums of kept entries a window. */
type ToolCell = { readonly n: number; readonly s: number; readonly k?: number };

/** Two-sided: what is bounded in logarithms, and its two bounds; one value a draw. */
interface TwoSided {
  readonly lnLow: Float64Array;
  readonly lnHigh: Float64Array;
  readonly lnLowerBound: Float64Array;
  readonly lnUpperBound: Float64Array;
  /** R, which both bounds depend on. */
  readonly rowScale: Float64Array;
}

/** What distinguishes the parts of the toolkit. */
interface Tool extends Omit<Wording<ToolCell>, "restates" | "provenance" | "hypotheses" | "scope" | "rule"> {
  read: (cell: ToolCell, context: Context, role: Role) => TwoSided;
  control: ControlWording & { grid: ToolCell; failures: (cell: ToolCell, context: Context) => number };
}

function tool({ read, control: { failures, ...control }, ...words }: Tool): Claim {
  return boundClaim({
    ...words,
    ...FAILURE_RULE,
    restates: "Lemma E.4",
    provenance: "reconstructed",
    hypotheses: HYPOTHESES,
    scope: "Every row, diagonal included; the event of $\\lambda'$, at $\\delta$.",
    measure(cell, context, role) {
      const sides = read(cell, context, role);
      const outside = (draw: number): boolean =>
        sides.lnHigh[draw]! > sides.lnUpperBound[draw]! || sides.lnLow[draw]! < sides.lnLowerBound[draw]!;
      return { draws: DRAWS, failures: countDraws(DRAWS, outside), comparison: upperComparison(sides) };
    },
    control: { ...control, measure: (cell, context) => ({ draws: DRAWS, failures: failures(cell, context) }) },
  });
}

/** The upper side, which is the nearer one: diagonal logits are large and positive. */
function upperComparison({ lnHigh, lnUpperBound, rowScale }: TwoSided): Comparison {
  return compareLn({
    lnValue: lnHigh,
    lnBound: lnUpperBound,
    quantile: 1 - DELTA,
    side: "upper",
    trivial: null,
    at: { R: rowScale },
  });
}

/** Sums of `count` entries, each within lambda' in logarithm. */
function sumBounds({ levelOfAll, rowScale }: ScaleSample, count: number): Omit<TwoSided, "lnLow" | "lnHigh"> {
  return {
    rowScale,
    lnLowerBound: levelOfAll.map((level) => Math.log(count) - level),
    lnUpperBound: levelOfAll.map((level) => Math.log(count) + level),
  };
}

const LENGTHS: Readonly<Record<Profile, readonly number[]>> = { quick: [128, 512], full: [128, 512, 2048] };

/** s = 1: the event is the same at every scale, since the logits and their level are both proportional to s. */
const eventGrid = (profile: Profile): ToolCell[] => LENGTHS[profile].map((n) => ({ n, s: 1 }));
const SUM_CELLS: readonly ToolCell[] = [128, 512].flatMap((n) => [0.0625, 1].map((s) => ({ n, s })));
const KEPT_CELLS: readonly ToolCell[] = [
  { n: 128, s: 0.0625, k: 11 },
  { n: 128, s: 1, k: 11 },
  { n: 512, s: 0.0625, k: 23 },
  { n: 512, s: 1, k: 23 },
];

const CONTROL_CELL: ToolCell = { n: CONTROL_LENGTH, s: 1 };
/** The share of the exponent that the row sums' control leaves. */
const FALSE_EXPONENT = 0.4;

const WITHOUT_DIAGONAL_HOW =
  "exact: $z_{ii} = \\sqrt d\\,\\sigma_i^2$ when $W = I/\\sqrt d$, so that the largest logit exceeds $R\\,\\ell(n^2,\\delta)$ iff the largest of $n$ chi-square variables exceeds $\\ell^2$";

/** Pr[max_i z_ii > R l(n^2, delta)] at W = I/sqrt(d): z_ii = chi^2/sqrt(d) and R^2 = max chi^2 / d. */
function diagonalLeaves(n: number): number {
  const level = logitBound.evaluate({ R: 1, n, delta: DELTA });
  return diagonalExceeds((level * level) / Math.sqrt(DIMENSION), n, DIMENSION);
}

/** Draws in which the largest of all logits exceeds the level that speaks of i != j alone. */
function withoutDiagonalFailures(lnHigh: Float64Array, sample: ScaleSample, n: number): number {
  return countDraws(
    DRAWS,
    (draw) => lnHigh[draw]! > logitBound.evaluate({ R: sample.rowScale[draw]!, n, delta: DELTA }),
  );
}

/** Parts 1 and 2: the entries of A. */
export const entries: Claim = tool({
  id: "E4-entries",
  item: "Lemma E.4, Parts 1 and 2",
  title: "Every entry of A on the event",
  statement:
    "With probability at least $1-\\delta$, $e^{-\\lambda'} \\le A_{ij} \\le e^{\\lambda'}$ for all $i$ and $j$.",
  bound: fromTex("e^{-\\lambda'} \\le A_{ij} \\le e^{\\lambda'}"),
  reason: "This is the event itself, in entries: the two levels of [Lemma 4.2](#L4.2-every), each at $\\delta/2$.",
  useScale: "entry to entry, at the measured 90 % quantile over draws of the largest entry",
  grid: { quick: eventGrid("quick"), full: eventGrid("full") },
  read({ n, s }, context, role) {
    const sample = sampleAtScale(n, s, context, role);
    const largest = mapDraws(DRAWS, (draw) =>
      Math.max(sample.largestOffDiagonal[draw]!, sample.largestDiagonal[draw]!),
    );
    return { ...sumBounds(sample, 1), lnHigh: largest, lnLow: largest.map((z) => -z) };
  },
  caption:
    "The largest entry of $A$ (points, 90 % quantile over 160 matrices) and $e^{\\lambda'}$ at $s = 1$. What the theorem rests on is this event; everything else in the chapter is arithmetic on it.",
  chart: (result) => entriesChart(result),
  control: {
    statement: "Without the diagonal's own term: $A_{ij} \\le e^{R\\,\\ell(n^2,\\delta)}$ for all $i$ and $j$.",
    grid: CONTROL_CELL,
    power: () => diagonalLeaves(CONTROL_LENGTH),
    how: WITHOUT_DIAGONAL_HOW,
    failures({ n, s }, context) {
      const sample = sampleAtScale(n, s, context, "control");
      return withoutDiagonalFailures(sample.largestDiagonal, sample, n);
    },
  },
});

/** Parts 3 and 5: the sums of kept entries, and their inverses. */
export const keptSums: Claim = tool({
  id: "E4-kept-sums",
  item: "Lemma E.4, Parts 3 and 5",
  title: "The kept sums on the event",
  statement:
    "With probability at least $1-\\delta$, $k e^{-\\lambda'} \\le D_{\\text{spar},ii} \\le k e^{\\lambda'}$ in every row; equivalently $e^{-\\lambda'}/k \\le 1/D_{\\text{spar},ii} \\le e^{\\lambda'}/k$.",
  bound: fromTex("k e^{-\\lambda'} \\le D_{\\text{spar},ii} \\le k e^{\\lambda'}"),
  reason:
    "A sum of $k$ entries, each within $e^{\\pm\\lambda'}$. An inverse leaves its bounds exactly when the sum does.",
  useScale: "sum to sum, at the measured 90 % quantile over draws of the largest kept sum",
  grid: KEPT_CELLS,
  read({ n, s, k }, context, role) {
    const columns = windowColumns({ n, s, k: k! }, context, role);
    const sample = sampleAtScale(n, s, context, role);
    return { ...sumBounds(sample, k!), lnHigh: columns.lnLargestKeptSum, lnLow: columns.lnSmallestKeptSum };
  },
  caption:
    "The smallest and the largest kept sum over $k$ at $n = 512$ (points, medians over 160 matrices) between $e^{-\\lambda'}$ and $e^{\\lambda'}$.",
  chart: (_, context) => keptSumChart(context),
  control: {
    statement:
      "Without the diagonal's own term, at $k = 1$: $D_{\\text{spar},ii} \\le e^{R\\,\\ell(n^2,\\delta)}$ in every row.",
    grid: { ...CONTROL_CELL, k: 1 },
    power: () => diagonalLeaves(CONTROL_LENGTH),
    how: WITHOUT_DIAGONAL_HOW,
    failures({ n, s, k }, context) {
      const { lnLargestKeptSum } = windowColumns({ n, s, k: k! }, context, "control");
      return withoutDiagonalFailures(lnLargestKeptSum, sampleAtScale(n, s, context, "control"), n);
    },
  },
});

/** Parts 4 and 6: the row sums, and their inverses. */
export const rowSums: Claim = tool({
  id: "E4-row-sums",
  item: "Lemma E.4, Parts 4 and 6",
  title: "The row sums on the event",
  statement:
    "With probability at least $1-\\delta$, $n e^{-\\lambda'} \\le D_{ii} \\le n e^{\\lambda'}$ in every row; equivalently $e^{-\\lambda'}/n \\le 1/D_{ii} \\le e^{\\lambda'}/n$.",
  bound: fromTex("n e^{-\\lambda'} \\le D_{ii} \\le n e^{\\lambda'}"),
  reason:
    "A sum of $n$ entries, each within $e^{\\pm\\lambda'}$. From below, the row’s own entry alone often gives more, as in [Lemma 4.2](#L4.2-part3).",
  useScale: "sum to sum, at the measured 90 % quantile over draws of the largest row sum",
  grid: SUM_CELLS,
  read({ n, s }, context, role) {
    const sample = sampleAtScale(n, s, context, role);
    return { ...sumBounds(sample, n), lnHigh: sample.lnLargestSum, lnLow: sample.lnSmallestSum };
  },
  caption:
    "The smallest and the largest row sum over $n$ at $n = 512$ (points, medians over 160 matrices) between $e^{-\\lambda'}$ and $e^{\\lambda'}$, against the scale of the logits.",
  chart: (_, context) => rowSumChart(context),
  control: {
    statement: "With two fifths of the exponent: $D_{ii} \\le n e^{2\\lambda'/5}$ in every row.",
    grid: CONTROL_CELL,
    power: () =>
      diagonalExceeds(
        Math.log(CONTROL_LENGTH) + FALSE_EXPONENT * largestLevel(CONTROL_LENGTH, 1),
        CONTROL_LENGTH,
        DIMENSION,
      ),
    how: "one diagonal entry alone exceeds it with this probability: $\\sqrt d\\,z_{ii}$ is chi-square with $d$ degrees of freedom",
    failures({ n, s }, context) {
      const { lnLargestSum, levelOfAll } = sampleAtScale(n, s, context, "control");
      return countDraws(DRAWS, (draw) => lnLargestSum[draw]! > Math.log(n) + FALSE_EXPONENT * levelOfAll[draw]!);
    },
  },
});
