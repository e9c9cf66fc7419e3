/** Figures of Appendix B: exact laws against their bounds, along one parameter. */
import { boundChart, type ChartAxis, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import type { TailPair } from "./exact-tail.js";

/** Tails below this are not drawn: a bound's use is decided long before. */
const LN_FLOOR = Math.log(1e-20);

/** One panel: a tail along t. */
export interface TailPanel {
  readonly facet: string;
  readonly points: readonly (TailPair & { readonly x: number })[];
  /** A second bound on the same tail, e.g. Hoeffding's beside Bernstein's. */
  readonly other?: { readonly label: string; readonly lnBound: (x: number) => number };
}

/** Exact tail and bound along t, a panel each; the trivial bound is 1. */
export function tailChart(options: {
  readonly panels: readonly TailPanel[];
  readonly x: ChartAxis;
  readonly y: string;
  readonly boundLabel: string;
  readonly description: string;
}): ChartSpec {
  const series = options.panels.flatMap(({ facet, points, other }): ChartSeries[] => {
    const shown = points.filter(({ lnTail }) => lnTail >= LN_FLOOR);
    const along = (y: (point: TailPanel["points"][number]) => number): ChartPoint[] =>
      shown.map((point) => ({ x: point.x, y: Math.exp(Math.max(LN_FLOOR, y(point))) }));
    return [
      { kind: "paper-bound", label: options.boundLabel, facet, points: along((point) => point.lnBound) },
      ...(other
        ? [{ kind: "bound" as const, label: other.label, facet, points: along((point) => other.lnBound(point.x)) }]
        : []),
      { kind: "trivial", label: "1", facet, points: along(() => 0) },
      { kind: "law", label: "exact", facet, points: along((point) => point.lnTail) },
    ];
  });
  return boundChart({
    series,
    x: options.x,
    y: { title: options.y, scale: "log" },
    useless: "above",
    columns: 3,
    height: 190,
    description: options.description,
  });
}

/** The numbers from..to in equal steps, both included. */
export function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
