/** One row a kind of rule: how many verdicts of a sweep differ, with an interval, beside how many may. */
import { chartTextWidth } from "../figures/advances.js";
import { CHART_SIZE, chartConfig, colour, textColour, VEGALITE_SCHEMA, type ChartSpec } from "../figures/theme.js";
import { calibrate, type Calibration } from "./calibration.js";
import { shortNumber } from "./short-number.js";
import type { Sweep } from "./sweep.js";

const ROW_HEIGHT = 22;
const TEXT_GAP = 10;
/** Room for "of 1,000 verdicts" at the right. */
const RIGHT_ROOM = 130;
/** How far the names of the marks stand above the plot. */
const HEAD = 10;
/** Below this many verdicts the axis is about linear, above it logarithmic. */
const LINEAR_TO = 0.1;
const TICKS = [0, 0.1, 1, 10, 100, 1_000, 10_000];

const COUNT = { x: "width", align: "left", dx: TEXT_GAP, color: colour("muted") } as const;

/** The Vega-Lite spec. */
export function calibrationChart(sweep: Sweep): ChartSpec {
  const rows = calibrate(sweep).map((line, row) => ({
    ...line,
    label: calibrationLabel(line),
    at: (row + 0.5) * ROW_HEIGHT,
  }));
  const most = 1.15 * Math.max(...rows.flatMap(({ high, expected }) => [high, expected]));
  const widest = Math.max(...rows.map(({ label }) => chartTextWidth(label, CHART_SIZE.label)));
  return {
    $schema: VEGALITE_SCHEMA,
    description: descriptionOf(rows),
    config: chartConfig(),
    width: Math.round(CHART_SIZE.width - widest - 2 * TEXT_GAP - RIGHT_ROOM),
    height: rows.length * ROW_HEIGHT,
    data: { values: rows },
    layer: [
      intervalLayer(most),
      pointLayer("observed", { shape: "circle", fill: colour("blue"), stroke: colour("blue") }, most),
      pointLayer("expected", { shape: "diamond", fill: colour("halo"), stroke: colour("vermillion") }, most),
      labelLayer(),
      ...rows.map((row) => textLayer(`of ${row.verdicts.toLocaleString("en")} verdicts`, { y: row.at, ...COUNT })),
      textLayer("observed", { x: 0, y: -HEAD, align: "left", color: textColour("blue") }),
      textLayer("expected at most", { x: "width", y: -HEAD, align: "right", color: textColour("vermillion") }),
    ],
  };
}

/** "claims, ratio". */
export function calibrationLabel({ role, rule }: Pick<Calibration, "role" | "rule">): string {
  return `${role}s, ${rule}`;
}

function descriptionOf(rows: readonly Calibration[]): string {
  const lines = rows.map((row) => {
    const { observed, low, high, verdicts, expected } = row;
    const interval = `${shortNumber(low)} to ${shortNumber(high)}`;
    return `${calibrationLabel(row)}: ${observed} of ${verdicts} (${interval}), expected at most ${shortNumber(expected)}`;
  });
  return `Verdicts that differ from what was expected, by kind of rule: ${lines.join("; ")}.`;
}

const Y = { field: "at", type: "quantitative", scale: null, axis: null } as const;

function x(field: string, most: number): Record<string, unknown> {
  return {
    field,
    type: "quantitative",
    scale: { type: "symlog", constant: LINEAR_TO, domain: [0, most], nice: false },
    axis: {
      title: "verdicts that differ",
      values: TICKS.filter((tick) => tick <= most),
      // The scale would cut a plain format's digits by the mean distance of its ticks: 10 would be 1e+1.
      labelExpr: "format(datum.value, ',.12~g')",
      grid: true,
    },
  };
}

function intervalLayer(most: number): Record<string, unknown> {
  return {
    mark: { type: "rule", color: colour("blue"), strokeWidth: 1.8 },
    encoding: { x: x("low", most), x2: { field: "high" }, y: Y },
  };
}

function pointLayer(
  field: "observed" | "expected",
  mark: Readonly<Record<string, unknown>>,
  most: number,
): Record<string, unknown> {
  const number = { type: "quantitative", format: ".3~g" };
  const tooltip = [
    { field: "label", type: "nominal", title: "verdicts of" },
    { field: "observed", ...number, title: "observed" },
    { field: "low", ...number, title: "from" },
    { field: "high", ...number, title: "to" },
    { field: "expected", ...number, title: "expected at most" },
  ];
  return {
    mark: { type: "point", filled: true, size: 60, strokeWidth: 1.5, opacity: 1, ...mark },
    encoding: { x: x(field, most), y: Y, tooltip },
  };
}

function labelLayer(): Record<string, unknown> {
  return {
    mark: { type: "text", align: "right", baseline: "middle", dx: -TEXT_GAP, color: colour("ink") },
    encoding: { x: { value: 0 }, y: Y, text: { field: "label", type: "nominal" } },
  };
}

/** A text that is no datum: nobody is offered to single it out. */
function textLayer(
  text: string,
  { x: at, y, ...mark }: Readonly<Record<string, unknown>> & { readonly x: number | "width"; readonly y: number },
): Record<string, unknown> {
  return {
    data: { values: [{}] },
    mark: { type: "text", text, baseline: "middle", ...mark },
    encoding: { x: { value: at }, y: { value: y } },
  };
}
