/** Figures of the limit law: exponents over the row scale, measured, at finite n and in the limit. */
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import type { Context } from "ncsparse-kit/claims/claim";
import { formatRange } from "ncsparse-kit/claims/format";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { QUANTITIES, type QuantityName } from "./quantities.js";
import { lawSecant, measuredSecant, type ExponentCell } from "./secant.js";

const POINTS = 48;
/** How near a line where a formula changes the finite-n curve is left out: it crosses there, slowly. */
const CLEAR = 1e-9;

/** A panel of an exponents' figure: one quantity at one window, over a range of c. */
export interface Panel {
  readonly quantity: QuantityName;
  readonly C: number;
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

/** Limit (line), finite-n law between the result's lengths (dashed) and measured exponents (points), a panel each. */
export function exponentChart(panels: readonly Panel[], context: Context, result: ClaimResult): ChartSpec {
  const cells = result.cells.map(({ parameters }) => parameters as unknown as ExponentCell);
  const differences = result.cells.map(({ estimate }) => estimate.value);
  return boundChart({
    series: panels.flatMap((panel) => panelSeries(panel, cells, context)),
    x: { title: "row scale $c$" },
    y: { title: "exponent of $n$" },
    columns: 2,
    height: 190,
    description: `Exponents over the row scale: ${panels.map(({ title }) => title.replaceAll("$", "")).join("; ")}. Measured minus the finite-n law on ${cells.length} cells: ${formatRange(differences)}.`,
  });
}

function panelSeries(panel: Panel, cells: readonly ExponentCell[], context: Context): ChartSeries[] {
  const { quantity, C, title } = panel;
  const own = cells.filter(
    (cell) => cell.quantity === quantity && cell.C === C && cell.c >= panel.from - CLEAR && cell.c <= panel.to + CLEAR,
  );
  const n = own[0]!.n;
  const shown = own.filter((cell) => cell.n === n);
  const scales = Array.from({ length: POINTS }, (_, i) => panel.from + ((panel.to - panel.from) * i) / (POINTS - 1));
  const { limit } = QUANTITIES[quantity];
  return [
    { kind: "law", label: "limit", facet: title, points: scales.map((c) => ({ x: c, y: limit(c, C) })) },
    {
      kind: "bound",
      label: "finite-$n$ law",
      facet: title,
      points: scales.map((c) => ({ x: c, y: lawSecant({ quantity, c, C, n }) })),
    },
    {
      kind: "measured",
      label: "measured",
      facet: title,
      points: shown.map((cell) => {
        const { value, low, high } = measuredSecant(cell, context, "claim");
        return { x: cell.c, y: value, low, high };
      }),
    },
  ];
}
