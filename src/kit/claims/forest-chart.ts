/** One row a cell: the estimate with its interval against the target, coloured and shaped by the outcome. */
import type { CellResult, Outcome } from "./result.js";
import { chartTextWidth } from "../figures/advances.js";
import { assertFinite, axisEncoding, resolveAxis, type ChartAxis, type ResolvedAxis } from "../figures/axis.js";
import { chartText } from "../figures/chart-text.js";
import {
  CHART_SIZE,
  chartConfig,
  colour,
  textColour,
  VEGALITE_SCHEMA,
  type ChartSpec,
  type SeriesColour,
} from "../figures/theme.js";

export interface ForestRow {
  /** What tells the cell from others, with `$symbols$`, e.g. "$n=1024$, $k=32$". */
  label: string;
  value: number;
  low: number;
  high: number;
  outcome: Outcome;
}

export interface ForestChart {
  rows: readonly ForestRow[];
  axis: ChartAxis;
  /** What the intervals are judged by: a value (delta) or a band such as [1 - tau, 1 + tau]. */
  target: number | readonly [number, number];
  /** What the target is called, with `$symbols$`. */
  targetLabel: string;
  description: string;
}

/** Each outcome has its own colour and its own shape, so that neither alone carries the verdict. */
export const OUTCOME_MARKS: Readonly<Record<Outcome, { shape: string; colour: SeriesColour; filled: boolean }>> = {
  holds: { shape: "circle", colour: "blue", filled: true },
  violated: { shape: "cross", colour: "vermillion", filled: true },
  inconclusive: { shape: "diamond", colour: "orange", filled: false },
  "out of range": { shape: "square", colour: "sky", filled: false },
};

/** Height of a row in px. */
const ROW_HEIGHT = 19;
/** Room for the outcome's name at the right, and between the plot and its texts. */
const RIGHT_ROOM = 88;
const TEXT_GAP = 10;

/**
 * The Vega-Lite spec of a forest chart.
 *
 * @throws RangeError where there are no rows or a number is not finite
 */
export function forestChart(chart: ForestChart): ChartSpec {
  if (chart.rows.length === 0) throw new RangeError("forestChart: needs at least one row, got none");
  for (const row of chart.rows) assertFinite(`row "${row.label}"`, row);
  const band = typeof chart.target === "number" ? ([chart.target, chart.target] as const) : chart.target;
  const axis = resolveAxis(chart.axis, [...chart.rows.flatMap((row) => [row.value, row.low, row.high]), ...band]);
  const labels = chart.rows.map((row) => chartText(row.label));
  const widest = Math.max(...labels.map((label) => chartTextWidth(label, CHART_SIZE.label)));
  const rows = chart.rows.map((row, index) => ({ ...row, label: labels[index]!, row: index }));
  return {
    $schema: VEGALITE_SCHEMA,
    description: chart.description,
    config: chartConfig(),
    width: Math.round(CHART_SIZE.width - widest - 2 * TEXT_GAP - RIGHT_ROOM),
    height: chart.rows.length * ROW_HEIGHT,
    data: { values: rows },
    layer: [
      ...targetLayers(band, chart.targetLabel, axis),
      ...chart.rows.map((row, index) => intervalLayer(row.outcome, index, axis)),
      ...chart.rows.map((row, index) => pointLayer(row.outcome, index, axis)),
      textLayer("label", 0, -TEXT_GAP, "right"),
      ...chart.rows.map((row, index) => outcomeLayer(row.outcome, index)),
    ],
  };
}

/** Rows of a forest chart from a claim's cells: their estimates, named by their parameters. */
export function forestRows(cells: readonly CellResult[]): ForestRow[] {
  return cells.map(({ parameters, estimate, outcome }) => ({
    label: Object.entries(parameters)
      .map(([name, value]) => `${name} = ${value}`)
      .join(", "),
    value: estimate.value,
    low: estimate.low,
    high: estimate.high,
    outcome,
  }));
}

/** Rows stand at fixed heights: a nominal axis would clip long labels and sort them. */
const ROW_SCALE = { field: "row", type: "quantitative", scale: null, axis: null } as const;
const rowCentre = `datum.row * ${ROW_HEIGHT} + ${ROW_HEIGHT / 2}`;

function targetLayers(band: readonly [number, number], label: string, axis: ResolvedAxis): Record<string, unknown>[] {
  const once = { values: [{ from: band[0], to: band[1], middle: (band[0] + band[1]) / 2 }] };
  const encoding = { field: "from", ...axisEncoding(axis, true) };
  const name = {
    data: once,
    mark: {
      type: "text",
      text: chartText(label),
      baseline: "bottom",
      align: "center",
      dy: -4,
      color: textColour("green"),
    },
    encoding: { x: { ...encoding, field: "middle" }, y: { value: 0 } },
  };
  const line = {
    data: once,
    mark: { type: "rule", color: colour("green"), strokeWidth: 1.4 },
    encoding: { x: encoding },
  };
  if (band[0] === band[1]) return [line, name];
  const area = {
    data: once,
    mark: { type: "rect", color: colour("green"), opacity: 0.14 },
    encoding: { x: encoding, x2: { field: "to" } },
  };
  return [area, line, { ...line, encoding: { x: { ...encoding, field: "to" } } }, name];
}

function ofRow(index: number): Record<string, unknown>[] {
  return [{ filter: `datum.row === ${index}` }, { calculate: rowCentre, as: "row" }];
}

function intervalLayer(outcome: Outcome, index: number, axis: ResolvedAxis): Record<string, unknown> {
  return {
    transform: ofRow(index),
    mark: { type: "rule", color: colour(OUTCOME_MARKS[outcome].colour), strokeWidth: 1.5 },
    encoding: { x: { field: "low", ...axisEncoding(axis, true) }, x2: { field: "high" }, y: ROW_SCALE },
  };
}

function pointLayer(outcome: Outcome, index: number, axis: ResolvedAxis): Record<string, unknown> {
  const { shape, colour: name, filled } = OUTCOME_MARKS[outcome];
  const fill = filled ? colour(name) : colour("halo");
  const number = { type: "quantitative", format: ".3~g" };
  return {
    transform: ofRow(index),
    mark: { type: "point", shape, size: 52, fill, stroke: colour(name), strokeWidth: 1.5, opacity: 1 },
    encoding: {
      x: { field: "value", ...axisEncoding(axis, true) },
      y: ROW_SCALE,
      tooltip: [
        { field: "label", type: "nominal", title: "cell" },
        { field: "value", ...number, title: axis.title },
        { field: "low", ...number, title: "from" },
        { field: "high", ...number, title: "to" },
        { field: "outcome", type: "nominal", title: "outcome" },
      ],
    },
  };
}

function textLayer(field: string, x: number | "width", dx: number, align: string): Record<string, unknown> {
  return {
    transform: [{ calculate: rowCentre, as: "row" }],
    mark: { type: "text", align, baseline: "middle", dx, color: colour("ink") },
    encoding: { text: { field, type: "nominal" }, x: { value: x }, y: ROW_SCALE },
  };
}

function outcomeLayer(outcome: Outcome, index: number): Record<string, unknown> {
  return {
    transform: ofRow(index),
    mark: {
      type: "text",
      text: outcome,
      align: "left",
      baseline: "middle",
      dx: TEXT_GAP,
      color: textColour(OUTCOME_MARKS[outcome].colour),
    },
    encoding: { x: { value: "width" }, y: ROW_SCALE },
  };
}
