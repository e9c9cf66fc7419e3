/** Figures of Theorem 6.1: what kept and dropped entries do, against the bounds, over the window at n = 512. */
import { epsTrivial } from "../../bounds/theorem-4.3.js";
import { enoughFrontier } from "../../bounds/enough-frontier.js";
import {
  droppedBound,
  errorBound,
  errorBoundPaper,
  errorTrivial,
  keptBound,
  keptBoundPaper,
} from "../../bounds/theorem-6.1.js";
import type { WindowColumns } from "../../experiments/window-extremes.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { quantileInterval } from "ncsparse-kit/probability";
import { along } from "ncsparse-kit/claims/charts";
import type { Context } from "ncsparse-kit/claims/claim";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import {
  DELTA,
  FIGURE_LENGTH,
  FIGURE_SCALES,
  FIGURE_WINDOWS,
  lnError,
  sampleAtScale,
  windowColumns,
} from "./samples.js";
import type { BoundPoint } from "./window-bound.js";

const N = FIGURE_LENGTH;

/** Bounds above this are off the frame: the trivial bound is at most 1. */
const FRAME_TOP = 1e4;

interface DrawnBound {
  label: string;
  kind: "bound" | "paper-bound" | "trivial";
  value: (at: BoundPoint) => number;
}

/** The panel of a logit scale. */
function facetOf(s: number): string {
  return s === 1 ? "$s = 1$" : `$s = 1/${1 / s}$`;
}

function median(values: Float64Array): number {
  return quantileInterval(values, 0.5).value;
}

/** Measured extremes over the window, a panel for each logit scale, with bounds read at the median levels. */
function windowChart(
  context: Context,
  options: {
    lnValue: (columns: WindowColumns) => Float64Array;
    bounds: readonly DrawnBound[];
    y: string;
    low: number;
    description: string;
  },
): ChartSpec {
  const series = FIGURE_SCALES.flatMap((s): ChartSeries[] => {
    const facet = facetOf(s);
    const sample = sampleAtScale(N, s, context, "claim");
    const [R, lambda, lambdaAll] = [sample.rowScale, sample.levelOffDiagonal, sample.levelOfAll].map(median) as [
      number,
      number,
      number,
    ];
    const measured = FIGURE_WINDOWS.map((k): ChartPoint => {
      const column = options.lnValue(windowColumns({ n: N, s, k }, context, "claim"));
      const { value, low, high } = quantileInterval(column, 1 - DELTA);
      return { x: k, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
    });
    const curves = options.bounds.flatMap(({ label, kind, value }): ChartSeries[] => {
      const points = FIGURE_WINDOWS.map((k) => ({ x: k, y: value({ n: N, k, R, lambda, lambdaAll }) }));
      const inside = points.filter(({ y }) => y <= FRAME_TOP && y >= options.low);
      return inside.length > 1 ? [{ label, kind, facet, points: inside }] : [];
    });
    return [...curves, { kind: "measured", label: "measured", facet, points: measured }];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: options.y, scale: "log", domain: [options.low, FRAME_TOP] },
    useless: "above",
    columns: 3,
    height: 190,
    description: options.description,
  });
}

const TRIVIAL: DrawnBound = {
  label: "$1 - k/n$",
  kind: "trivial",
  value: ({ n, k }) => errorTrivial.evaluate({ n, k }),
};

/** Part 1 of Lemma E.3. */
export function droppedChart(context: Context): ChartSpec {
  return windowChart(context, {
    lnValue: ({ lnDropped }) => lnDropped,
    bounds: [
      { label: "Part 1", kind: "paper-bound", value: ({ n, R }) => droppedBound.evaluate({ n, R, delta: DELTA }) },
      { label: "$1/(k+1)$", kind: "trivial", value: ({ k }) => epsTrivial.evaluate({ k }) },
    ],
    y: "largest dropped entry",
    low: 1e-3,
    description: `Largest dropped entry at n = ${N} over the window: Part 1 is flat in k, and lies below 1/(k+1) only for small windows at small scales.`,
  });
}

/** Part 4 of Lemma E.3, both forms. */
export function keptChart(context: Context): ChartSpec {
  return windowChart(context, {
    lnValue: ({ lnKept }) => lnKept,
    bounds: [
      { label: "route of the proof", kind: "paper-bound", value: (at) => keptBoundPaper.evaluate({ ...at }) },
      { label: "direct route", kind: "bound", value: (at) => keptBound.evaluate({ ...at }) },
      TRIVIAL,
    ],
    y: "largest change of a kept entry",
    low: 1e-4,
    description: `Largest change of a kept entry at n = ${N} over the window against both forms of Part 4 and the trivial bound; both inform at the smallest scale only.`,
  });
}

/** Theorem E.1. */
export function errorChart(context: Context): ChartSpec {
  return windowChart(context, {
    lnValue: lnError,
    bounds: [
      { label: "Theorem 6.1", kind: "paper-bound", value: (at) => errorBoundPaper.evaluate({ ...at }) },
      { label: "larger of two, half the exponent", kind: "bound", value: (at) => errorBound.evaluate({ ...at }) },
      TRIVIAL,
    ],
    y: "largest entry of $|P_k - P|$",
    low: 1e-4,
    description: `Largest entry of the error at n = ${N} over the window against Theorem 6.1, its sharper form and the trivial bound: the bounds inform at the smallest scale only.`,
  });
}

/** Parts 2 and 3: the dropped share. */
export function tailChart(context: Context): ChartSpec {
  const series = FIGURE_SCALES.flatMap((s): ChartSeries[] => {
    const facet = facetOf(s);
    const measured = FIGURE_WINDOWS.map((k): ChartPoint => {
      const { value, low, high } = quantileInterval(windowColumns({ n: N, s, k }, context, "claim").lnTail, 1 - DELTA);
      return { x: k, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
    });
    const points = (value: (k: number) => number): ChartPoint[] => FIGURE_WINDOWS.map((k) => ({ x: k, y: value(k) }));
    return [
      { kind: "paper-bound", label: "the part's bound", facet, points: points(() => 1) },
      { kind: "trivial", label: "$1 - k/n$", facet, points: points((k) => errorTrivial.evaluate({ n: N, k })) },
      { kind: "measured", label: "measured", facet, points: measured },
    ];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "largest dropped share $1 - m_k$", domain: [0, 1.1] },
    useless: "above",
    columns: 3,
    height: 170,
    description: `Largest dropped share of a row at n = ${N} over the window: always below 1 - k/n, while the part's bound is 1.`,
  });
}

/** The event: the largest entry of A over n. */
export function entriesChart(result: ClaimResult): ChartSpec {
  return along({
    parameter: "n",
    x: { title: "length $n$", scale: "log2" },
    y: { title: "largest $A_{ij}$", scale: "log" },
    measuredLabel: "measured",
    boundLabel: "bound",
    boundKind: "bound",
    cells: result.cells,
  });
}

/** Kept sums over k between their bounds. */
export function keptSumChart(context: Context): ChartSpec {
  const series = FIGURE_SCALES.flatMap((s): ChartSeries[] => {
    const facet = facetOf(s);
    const level = median(sampleAtScale(N, s, context, "claim").levelOfAll);
    const line = (label: string, sign: 1 | -1): ChartSeries => ({
      kind: "bound",
      label,
      facet,
      points: FIGURE_WINDOWS.map((k) => ({ x: k, y: Math.exp(sign * level) })),
    });
    const points = (column: (columns: WindowColumns) => Float64Array): ChartPoint[] =>
      FIGURE_WINDOWS.map((k) => ({
        x: k,
        y: Math.exp(median(column(windowColumns({ n: N, s, k }, context, "claim")))) / k,
      }));
    return [
      line("bounds", 1),
      line("bounds", -1),
      { kind: "measured", label: "largest", facet, points: points((c) => c.lnLargestKeptSum) },
      { kind: "measured", label: "smallest", facet, colour: "sky", points: points((c) => c.lnSmallestKeptSum) },
    ];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "kept sum / $k$", scale: "log" },
    columns: 3,
    height: 180,
    description: `Largest and smallest kept sum over k at n = ${N}, between the exponentials of minus and plus the level of all logits.`,
  });
}

/** Row sums over n, between their bounds, against the logits' scale. */
export function rowSumChart(context: Context): ChartSpec {
  const at = FIGURE_SCALES.map((s) => ({ s, sample: sampleAtScale(N, s, context, "claim") }));
  const points = (value: (sample: (typeof at)[number]["sample"]) => number): ChartPoint[] =>
    at.map(({ s, sample }) => ({ x: s, y: value(sample) }));
  return boundChart({
    series: [
      { kind: "bound", label: "upper bound", points: points(({ levelOfAll }) => Math.exp(median(levelOfAll))) },
      { kind: "measured", label: "largest", points: points(({ lnLargestSum }) => Math.exp(median(lnLargestSum)) / N) },
      {
        kind: "measured",
        label: "smallest",
        colour: "sky",
        points: points(({ lnSmallestSum }) => Math.exp(median(lnSmallestSum)) / N),
      },
      { kind: "bound", label: "lower bound", points: points(({ levelOfAll }) => Math.exp(-median(levelOfAll))) },
    ],
    x: { title: "scale of the logits $s$", scale: "log2" },
    y: { title: "row sum / $n$", scale: "log" },
    description: `Largest and smallest row sum over n at n = ${N} for s = 1/16, 1/4 and 1, between their bounds.`,
  });
}

/** Decades of the first informative length against a row scale that does not grow. */
export function frontierChart(): ChartSpec {
  const scales = Array.from({ length: 15 }, (_, i) => 0.1 * (i + 1));
  const line = (C: number, paper: boolean): ChartPoint[] =>
    scales.flatMap((R) => {
      const lnN = enoughFrontier({ R, C, delta: DELTA }, paper ? keptBoundPaper : keptBound);
      return lnN === null ? [] : [{ x: R, y: lnN / Math.LN10 }];
    });
  const panels = ([0.5, 0.75] as const).flatMap((C): ChartSeries[] => {
    const facet = `$C = ${C}$`;
    return [
      { kind: "paper-bound", label: "route of the proof", facet, points: line(C, true) },
      { kind: "bound", label: "direct route", facet, points: line(C, false) },
    ];
  });
  return boundChart({
    series: panels,
    x: { title: "row scale $R$" },
    y: { title: "smallest $n$ at which the bound is not vacuous", scale: "exponent" },
    description:
      "Smallest informative length against a fixed row scale for C = 1/2 and 3/4: at R = 1 and C = 1/2 about 10^30 by the direct route and 10^114 by the proof's.",
  });
}
