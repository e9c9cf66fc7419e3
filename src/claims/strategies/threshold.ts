/** What is best row by row. */
import { rowErrors } from "../../attention/row-identities.js";
import { softmax } from "../../attention/softmax.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { stream, type Stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { thresholdWindows } from "../../experiments/index.js";
import { ULP } from "ncsparse-kit/claims/rounding";

function drawRow(source: Stream, n: number, sigma: number): Float64Array {
  const logits = new Float64Array(n);
  drawInputs(source, "gaussian", logits, sigma);
  return softmax(logits).sort().reverse();
}

function tailsOf(sorted: Float64Array, windows: readonly number[]): number[] {
  return rowErrors(sorted, windows).map(({ tail }) => tail);
}

/** Rows of given scales and lengths, and entries to spend on all of them together. */
type SpendCell = { readonly entries: number; readonly set: "mixed lengths" | "mixed scales" };
const SPEND: readonly SpendCell[] = (["mixed lengths", "mixed scales"] as const).flatMap((set) =>
  [5, 8, 12].map((entries) => ({ entries, set })),
);
const SPEND_CONTROL: readonly SpendCell[] = [{ entries: 8, set: "mixed scales" }];
const SETS: Readonly<Record<SpendCell["set"], readonly (readonly [n: number, sigma: number])[]>> = {
  "mixed lengths": [
    [6, 1],
    [8, 1],
    [10, 1],
    [14, 1],
  ],
  "mixed scales": [
    [9, 0.1],
    [9, 1],
    [9, 2],
    [9, 4],
  ],
};
const SPEND_ROWS = 10;

/** In total variation with rows weighted equally, the best spending is a threshold on the entries. */
export const threshold: Claim = inequalityClaim({
  id: "P7.2-threshold",
  item: "Proposition 7.2 at equal cost; Definition 3.2",
  title: "The best window of each row keeps the entries above one threshold",
  provenance: "ours",
  hypotheses: [
    "None on the rows. Total variation, each row weighted equally; a kept entry costs the same in every row.",
  ],
  scope: "Windows of single rows, at least one entry each.",
  statement:
    "Of all ways to spend $K$ entries on some rows, the one with the least mean total variation keeps exactly the entries above one fixed $\\varepsilon$ (and each row's largest): row $i$ gets $N_\\varepsilon(p_i)$ of them.",
  bound: fromFunction("thresholdWindows", "k_i = \\max\\bigl(1, N_\\varepsilon(p_i)\\bigr),\\qquad \\sum_i k_i = K"),
  rule: "$\\ln$ of the threshold's total variation minus $\\ln$ of the least over all allocations (enumerated) must not exceed rounding, in 10 sets of four rows.",
  reason:
    "An entry kept saves its own probability, whatever else its row keeps: so the $K$ largest of all rows are kept.",
  grid: SPEND,
  law: (cell) => (rows) => thresholdWindows(rows, cell.entries),
  measure: againstEnumeration,
  caption:
    "Mean total variation of four rows of scales 0.1, 1, 2 and 4 against the entries spent on them: by threshold, by the best of all allocations (enumerated), and with the same window in each row.",
  chart: (_, context) => thresholdChart(context),
  control: {
    statement:
      "A threshold relative to each row's largest entry is as good: the $K$ largest of $p_{i,(j)}/p_{i,(1)}$, in four rows of different scales.",
    power: 1,
    how: "almost sure: it fails unless both rules keep the same entries ten times in a row, and the relative one favours rows of small scale, whose entries are all near their largest",
    grid: SPEND_CONTROL,
    law: (cell) => (rows) => relativeWindows(rows, cell.entries),
  },
});

/** The threshold rule on entries in units of their row's largest. */
function relativeWindows(rows: readonly Float64Array[], entries: number): number[] {
  return thresholdWindows(
    rows.map((row) => row.map((p) => p / row[0]!)),
    entries,
  );
}

function drawRows(set: SpendCell["set"], source: Stream): Float64Array[] {
  return SETS[set].map(([n, sigma]) => drawRow(source, n, sigma));
}

function totalTail(rows: readonly Float64Array[], windows: readonly number[]): number {
  return rows.reduce((sum, row, i) => sum + tailsOf(row, [windows[i]!])[0]!, 0);
}

/** The least total over all allocations of this many entries, at least one a row. */
function leastTail(rows: readonly Float64Array[], entries: number): number {
  const [first, ...rest] = rows;
  if (rest.length === 0) return entries >= 1 && entries <= first!.length ? totalTail([first!], [entries]) : Infinity;
  let least = Infinity;
  for (let k = 1; k <= Math.min(first!.length, entries - rest.length); k++) {
    least = Math.min(least, totalTail([first!], [k]) + leastTail(rest, entries - k));
  }
  return least;
}

function againstEnumeration(
  { entries, set }: SpendCell,
  context: Context,
  role: string,
  windowsOf: (rows: readonly Float64Array[]) => number[],
): MeasuredExcess {
  const source = stream(context.seed, "P7.2-threshold", role, set, entries);
  let excess = -Infinity;
  for (let r = 0; r < SPEND_ROWS; r++) {
    const rows = drawRows(set, source);
    excess = Math.max(excess, Math.log(totalTail(rows, windowsOf(rows))) - Math.log(leastTail(rows, entries)));
  }
  return { draws: SPEND_ROWS, excess, roundingBound: 256 * ULP };
}

function thresholdChart(context: Context): ChartSpec {
  const rows = drawRows("mixed scales", stream(context.seed, "P7.2-threshold", "figure"));
  const budgets = [4, 8, 12, 16, 20, 24];
  const at = (of: (entries: number) => number) => budgets.map((x) => ({ x, y: of(x) / rows.length }));
  return boundChart({
    series: [
      {
        kind: "law",
        label: "equal windows",
        colour: "orange",
        points: at((x) =>
          totalTail(
            rows,
            rows.map(() => x / 4),
          ),
        ),
      },
      { kind: "law", label: "threshold", points: at((x) => totalTail(rows, thresholdWindows(rows, x))) },
      { kind: "measured", label: "best of all", points: at((x) => leastTail(rows, x)) },
    ],
    x: { title: "entries kept in all four rows" },
    y: { title: "mean total variation", scale: "log" },
    description:
      "Mean total variation of four rows against the entries kept: the threshold rule meets the best of all allocations; equal windows lie above both.",
  });
}
