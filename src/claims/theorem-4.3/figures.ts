/** Figures of Theorem 4.3: the (k+1)-th entry against its bounds, and where the bounds begin to inform. */
import type { Formula } from "ncsparse-kit/formula/formula";
import { frontier } from "../../bounds/frontier.js";
import { entryLaw, epsJensen, epsOrder, epsPaper, epsTrivial } from "../../bounds/theorem-4.3.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { quantileInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { DELTA, SCALES, sampleAt, windowsOf } from "./samples.js";

const N = 512;
/** Windows at which curves are drawn: dense enough for a smooth line. */
const CURVE: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 320, 384];

/** A bound as a figure draws it. */
export interface DrawnBound {
  formula: Formula;
  label: string;
  kind: "bound" | "paper-bound";
}

/** One bound, the trivial one, the law and the measured entries, a panel for each logit scale; n = 512. */
export function sparsityChart(context: Context, bound: DrawnBound): ChartSpec {
  return entriesChart(context, [bound], SCALES);
}

/** All three bounds together. */
export function allBoundsChart(context: Context): ChartSpec {
  const bounds: DrawnBound[] = [
    { formula: epsPaper, label: "paper-shaped", kind: "paper-bound" },
    { formula: epsJensen, label: "Jensen", kind: "bound" },
    { formula: epsOrder, label: "order statistic", kind: "bound" },
  ];
  return entriesChart(context, bounds, SCALES);
}

function entriesChart(context: Context, bounds: readonly DrawnBound[], scales: readonly number[]): ChartSpec {
  return boundChart({
    series: scales.flatMap((s) => panel(context, bounds, s)),
    x: { title: "window $k$", scale: "log2" },
    y: { title: "largest $p_{(k+1)}$ of all rows", scale: "log" },
    useless: "above",
    columns: 3,
    height: 190,
    description: `Largest (k+1)-th entry of any row at n = ${N} for logit scales ${scales.join(", ")}, its bounds, the trivial bound and the law of a typical row.`,
  });
}

function panel(context: Context, bounds: readonly DrawnBound[], s: number): ChartSeries[] {
  const facet = `$s = ${s}$`;
  const measured: ChartPoint[] = windowsOf(N).map((k) => {
    const { value, low, high } = quantileInterval(sampleAt({ n: N, s, k }, context, "claim").lnEntry, 1 - DELTA);
    return { x: k, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
  });
  const scales = sampleAt({ n: N, s, k: 1 }, context, "claim").rowScale;
  const R = quantileInterval(scales, 0.5).value;
  const curve = (value: (k: number) => number): ChartPoint[] => CURVE.map((k) => ({ x: k, y: value(k) }));
  return [
    ...bounds.map(({ formula, label, kind }, index): ChartSeries => ({
      kind,
      label,
      facet,
      points: curve((k) => formula.evaluate({ n: N, k, R, delta: DELTA })),
      ...(index > 1 ? { colour: "orange" as const } : {}),
    })),
    { kind: "trivial", label: "$1/(k+1)$", facet, points: curve((k) => epsTrivial.evaluate({ k })) },
    { kind: "measured", label: "measured", facet, points: measured },
    { kind: "law", label: "typical row", facet, points: curve((k) => entryLaw.evaluate({ n: N, k, sigma: s })) },
  ];
}

export function trivialChart(result: ClaimResult): ChartSpec {
  const cells = [...result.cells].sort((a, b) => Number(a.parameters.k) - Number(b.parameters.k));
  const point = (value: (cell: (typeof cells)[number]) => number): ChartPoint[] =>
    cells.map((cell) => ({ x: Number(cell.parameters.k), y: value(cell) }));
  return boundChart({
    series: [
      {
        kind: "trivial",
        label: "$1/(k+1)$",
        points: [...CURVE, 512].map((k) => ({ x: k, y: epsTrivial.evaluate({ k }) })),
      },
      { kind: "measured", label: "measured", points: point((cell) => cell.measured!.value) },
    ],
    x: { title: "window $k$", scale: "log2" },
    y: { title: "largest $p_{(k+1)}$", scale: "log" },
    useless: "above",
    description:
      "The largest (k+1)-th entry of 200 rows at six settings never exceeds 1/(k+1) and attains it at equal logits.",
  });
}

/** Base-10 exponents of the frontier against R, for the three bounds at k = 1. */
export function frontierChart(): ChartSpec {
  const scales = Array.from({ length: 16 }, (_, i) => 0.25 * (i + 1));
  const line = (formula: Formula): ChartPoint[] =>
    scales.flatMap((R) => {
      const found = frontier(formula, { R, delta: DELTA }, { kind: "constant", k: 1 });
      return found ? [{ x: R, y: found.lnN / Math.LN10 }] : [];
    });
  return boundChart({
    series: [
      { kind: "paper-bound", label: "paper-shaped", points: line(epsPaper) },
      { kind: "bound", label: "Jensen", points: line(epsJensen) },
      { kind: "bound", label: "order statistic", colour: "orange", points: line(epsOrder) },
    ],
    x: { title: "row scale $R$" },
    y: { title: "smallest $n$ at which the bound is not vacuous", scale: "exponent" },
    description:
      "Smallest informative length against R at k = 1: 10^8 at R = 1 and 10^112 at R = 4 for the paper-shaped bound, 10^29 at R = 4 for the other two.",
  });
}
