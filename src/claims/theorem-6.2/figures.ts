/** Figures of Theorem 6.2: the Frobenius error against its floor, over n. */
import { frobeniusRate } from "../../bounds/theorem-6.2.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import type { Context } from "ncsparse-kit/claims/claim";
import { frobeniusSample, windowOf, type MatrixCell } from "./samples.js";

const LENGTHS = [64, 128, 256, 512, 1024] as const;

const PANELS: readonly { facet: string; attention: MatrixCell["attention"]; s: number }[] = [
  { facet: "cross-attention, $s = 1$", attention: "cross", s: 1 },
  { facet: "self, $s = 1/4$", attention: "self", s: 0.25 },
  { facet: "self, $s = 1$", attention: "self", s: 1 },
];

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Error, floor and rate with k = ln n. */
export function floorChart(context: Context): ChartSpec {
  const series = PANELS.flatMap(({ facet, attention, s }): ChartSeries[] => {
    const at = LENGTHS.map((n) => {
      const cell = { attention, s, window: "k = ln n", n } as const;
      return { n, k: windowOf(cell), sample: frobeniusSample(cell, context, "claim") };
    });
    const floor = at.map(({ n, sample }): ChartPoint => ({ x: n, y: mean(sample.floor) })).filter(({ y }) => y > 0.1);
    return [
      ...(floor.length > 1 ? [{ kind: "bound", label: "floor", facet, points: floor } as const] : []),
      {
        kind: "trivial",
        label: "square root of $n/k$",
        facet,
        points: at.map(({ n, k }) => ({ x: n, y: frobeniusRate.evaluate({ n, k }) })),
      },
      {
        kind: "measured",
        label: "measured",
        facet,
        points: at.map(({ n, sample }) => ({ x: n, y: mean(sample.error) })),
      },
    ];
  });
  return boundChart({
    series,
    x: { title: "length $n$", scale: "log2" },
    y: { title: "Frobenius error", scale: "log" },
    columns: 3,
    height: 190,
    description:
      "Frobenius error with k = ln n against n in three settings: it grows in all three, beside its floor and the square root of n/k where rows are spread.",
  });
}

/** How far the floor of the total variation lies below it, at the nearest row. */
export function massChart(context: Context): ChartSpec {
  const series = PANELS.map(({ facet, attention, s }, index): ChartSeries => ({
    kind: "measured",
    label: facet,
    colour: (["ink", "blue", "vermillion"] as const)[index]!,
    points: LENGTHS.map((n) => {
      const { massExcess } = frobeniusSample({ attention, s, window: "k = ln n", n }, context, "claim");
      return { x: n, y: -massExcess.reduce((a, b) => Math.max(a, b)) };
    }),
  }));
  return boundChart({
    series,
    x: { title: "length $n$", scale: "log2" },
    y: { title: "least $k\\,p_1 - m_k$", scale: "log" },
    description:
      "The least distance of the floor 1 - k p_(1) from the total variation over n in three settings: positive everywhere.",
  });
}
