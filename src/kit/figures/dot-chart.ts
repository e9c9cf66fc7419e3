/**
 * Values in named groups, one line a value, each group headed by its mean with an interval; panels side by side share
 * the lines' names. For paired differences by task and category.
 */
import { chartTextWidth } from "./advances.js";
import { assertFinite, axisEncoding, resolveAxis, type ChartAxis, type ResolvedAxis } from "./axis.js";
import { chartText } from "./chart-text.js";
import { CHART_SIZE, chartConfig, colour, textColour, VEGALITE_SCHEMA, type ChartSpec } from "./theme.js";

export interface DotGroup {
  readonly label: string;
  /** The group's mean and its interval, which may run off the plot. */
  readonly summary: { readonly value: number; readonly low: number; readonly high: number };
  readonly points: readonly { readonly label: string; readonly value: number }[];
}

export interface DotPanel {
  /** With `$symbols$`. */
  readonly title: string;
  readonly groups: readonly DotGroup[];
}

export interface DotChart {
  /** All with the same groups of the same labels. */
  readonly panels: readonly DotPanel[];
  readonly axis: ChartAxis;
  /** Drawn as a line: what the intervals are read against. */
  readonly target: number;
  readonly description: string;
}

const LINE = 16;
const GROUP_GAP = 7;
const NAME_GAP = 10;
const PANEL_GAP = 20;

/** A line of the chart: a group's mean or a value. */
interface Line {
  readonly label: string;
  readonly y: number;
  readonly mean: boolean;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The Vega-Lite spec of a dot chart.
 *
 * @throws RangeError where there is no panel, or panels differ in their lines
 */
export function dotChart(chart: DotChart): ChartSpec {
  const panels = chart.panels.map((panel) => ({ title: chartText(panel.title), lines: linesOf(panel.groups) }));
  const [first] = panels;
  if (first === undefined) throw new RangeError("dotChart: needs at least one panel, got none");
  const names = first.lines.map((line) => line.label).join();
  for (const { title, lines } of panels) {
    if (lines.map((line) => line.label).join() !== names) {
      throw new RangeError(`dotChart: all panels must have the same lines, got others in "${title}"`);
    }
  }
  for (const { title, lines } of panels)
    for (const line of lines) assertFinite(`line "${line.label}" of panel "${title}"`, line);
  const axis = resolveAxis(chart.axis, [
    chart.target,
    ...panels.flatMap(({ lines }) => lines.flatMap(({ value, low, high }) => [value, low, high])),
  ]);
  const height = first.lines.at(-1)!.y + LINE / 2;
  const widest = Math.max(
    ...first.lines.map(({ label, mean }) => chartTextWidth(label, CHART_SIZE.label) + (mean ? 6 : 0)),
  );
  const room = CHART_SIZE.width - widest - NAME_GAP - 8 - (panels.length - 1) * PANEL_GAP;
  const width = Math.floor(room / panels.length);
  return {
    $schema: VEGALITE_SCHEMA,
    description: chart.description,
    config: chartConfig(),
    spacing: PANEL_GAP,
    hconcat: panels.map(({ title, lines }, p) => ({
      title: { text: title, anchor: "middle", fontWeight: 600 },
      width,
      height,
      data: { values: lines },
      layer: [...panelLayers(axis, chart.target), ...(p === 0 ? nameLayers() : [])],
    })),
  };
}

function linesOf(groups: readonly DotGroup[]): Line[] {
  const lines: Line[] = [];
  let y = LINE / 2;
  for (const { label, summary, points } of groups) {
    lines.push({ label: chartText(label), y, mean: true, ...summary });
    y += LINE;
    for (const point of points) {
      lines.push({
        label: chartText(point.label),
        y,
        mean: false,
        value: point.value,
        low: point.value,
        high: point.value,
      });
      y += LINE;
    }
    y += GROUP_GAP;
  }
  return lines;
}

const Y = { field: "y", type: "quantitative", scale: null, axis: null } as const;

function panelLayers(axis: ResolvedAxis, target: number): Record<string, unknown>[] {
  const x = (field: string): Record<string, unknown> => ({ field, ...axisEncoding(axis, true) });
  const number = { type: "quantitative", format: ".3~g" };
  const tooltip = [
    { field: "label", type: "nominal", title: "line" },
    { field: "value", ...number, title: axis.title },
    { field: "low", ...number, title: "from" },
    { field: "high", ...number, title: "to" },
  ];
  return [
    {
      data: { values: [{ at: target }] },
      mark: { type: "rule", color: colour("green"), strokeWidth: 1.4 },
      encoding: { x: x("at") },
    },
    {
      transform: [{ filter: "datum.mean" }],
      mark: { type: "rule", color: colour("blue"), strokeWidth: 1.8, clip: true },
      encoding: { x: x("low"), x2: { field: "high" }, y: Y },
    },
    {
      transform: [{ filter: "datum.mean" }],
      mark: { type: "point", shape: "diamond", filled: true, size: 80, color: colour("blue"), opacity: 1, clip: true },
      encoding: { x: x("value"), y: Y, tooltip },
    },
    {
      transform: [{ filter: "!datum.mean" }],
      mark: { type: "point", filled: true, size: 34, color: colour("ink"), opacity: 1, clip: true },
      encoding: { x: x("value"), y: Y, tooltip },
    },
  ];
}

/** The lines' names, left of the first panel: groups in the colour of their means. */
function nameLayers(): Record<string, unknown>[] {
  const text = (filter: string, mark: Record<string, unknown>): Record<string, unknown> => ({
    transform: [{ filter }],
    mark: { type: "text", align: "right", baseline: "middle", dx: -NAME_GAP, ...mark },
    encoding: { x: { value: 0 }, y: Y, text: { field: "label", type: "nominal" } },
  });
  return [
    text("datum.mean", { color: textColour("blue"), fontWeight: 600 }),
    text("!datum.mean", { color: colour("ink") }),
  ];
}
