/** The frozen phase's figure: what constant windows leave. */
import { expectedTail } from "../../limit/poisson-dirichlet.js";
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { FROZEN_QUICK, frozenRows, WINDOWS } from "./frozen-rows.js";

const POINTS = 32;
const COLOURS = ["blue", "green", "purple", "orange"] as const;

export function tailChart(context: Context): ChartSpec {
  const scales = Array.from({ length: POINTS }, (_, i) => 1.06 + (2.94 * i) / (POINTS - 1));
  const laws = WINDOWS.map((k, i): ChartSeries => ({
    kind: "law",
    label: `$k = ${k}$`,
    colour: COLOURS[i]!,
    points: scales.map((c) => ({ x: c, y: expectedTail(1 / c, k) })),
  }));
  const measured = FROZEN_QUICK.flatMap((cell) =>
    WINDOWS.map((_, i) => {
      const { value, low, high } = meanInterval(frozenRows(cell, context, "claim").tails[i]!);
      return { x: cell.c, y: value, low, high };
    }),
  );
  return boundChart({
    series: [...laws, { kind: "measured", label: "measured", points: measured }],
    x: { title: "row scale $c$" },
    y: { title: "mean tail $1 - m_k$", domain: [0, 1] },
    height: 240,
    description:
      "Mean tail of constant windows of 1 to 4 entries over c from 1 to 4: it falls from near 1 at c = 1 and stays positive; measured means lie on the law.",
  });
}
