/**
 * Bound against measurement: the chart that most claims show. The kind of a series decides how it is drawn (theme.ts);
 * lines are labelled at their ends; the region where a bound says no more than the trivial one is hatched.
 */
import { chartTextWidth } from "./advances.js";
import { assertFinite, axisEncoding, axisFraction, resolveAxis, type ChartAxis, type ResolvedAxis } from "./axis.js";
import { chartText } from "./chart-text.js";
import { placeLabels } from "./place-labels.js";
import {
  CHART_SIZE,
  chartConfig,
  colour,
  SERIES_STYLES,
  textColour,
  VEGALITE_SCHEMA,
  type ChartSpec,
  type SeriesColour,
  type SeriesKind,
} from "./theme.js";

/** A point of a series; `low` and `high` are the ends of its interval. */
export interface ChartPoint {
  x: number;
  y: number;
  low?: number;
  high?: number;
}

export interface ChartSeries {
  kind: SeriesKind;
  /** With `$symbols$`; series of the same label in several facets share one entry of the key. Empty: it has none. */
  label: string;
  points: readonly ChartPoint[];
  /** Only to tell series of one kind apart; the kind's own colour otherwise. */
  colour?: SeriesColour;
  /** Panel in which the series stands; with `$symbols$`. All series name one, or none does. */
  facet?: string;
}

export interface BoundChart {
  series: readonly ChartSeries[];
  x: ChartAxis;
  y: ChartAxis;
  /** What the figure shows, in words, for those who do not see it. */
  description: string;
  /** On which side of the trivial series a bound is vacuous, to be hatched. */
  useless?: "above" | "below" | undefined;
  /** Height of a panel in px. */
  height?: number;
  /** Panels in a row; 2 by default. */
  columns?: number;
}

/** A row of the figure's one table; every layer filters it by `series`. */
interface Row {
  series: number;
  facet: string;
  label: string;
  x: number;
  y: number;
  low: number;
  high: number;
}

interface Layout {
  x: ResolvedAxis;
  y: ResolvedAxis;
  width: number;
  height: number;
}

/** Room for the vertical axis, its labels and title; and between a line's end and its label. */
const LEFT_ROOM = 66;
const LABEL_OFFSET = 12;
const LABEL_GAP = 16;
const PANEL_GAP = 22;
/** Length of a line's sample in the key, and height of a line of the key. */
const KEY_SAMPLE = 22;
const KEY_LINE = 18;
/** How far the word "vacuous" reaches, as a share of a panel's width. */
const LABEL_REACH = 0.35;
/** Lines with more points than this get no invisible points to hover over: tooltips are not worth their weight then. */
const MAX_HOVER_POINTS = 48;

/**
 * The Vega-Lite spec of a bound-against-measurement chart.
 *
 * @throws RangeError for values that are not finite, or not positive on a log axis; for a series without points
 */
export function boundChart(chart: BoundChart): ChartSpec {
  const facets = facetNames(chart.series);
  const rows = chart.series.flatMap(seriesRows);
  const x = resolveAxis(
    chart.x,
    rows.map((row) => row.x),
  );
  const y = resolveAxis(
    chart.y,
    rows.flatMap((row) => [row.y, row.low, row.high]),
  );
  const shared = { $schema: VEGALITE_SCHEMA, description: chart.description, config: chartConfig() };
  return facets.length === 0
    ? { ...shared, ...single(chart, rows, x, y) }
    : { ...shared, ...faceted(chart, rows, x, y, facets) };
}

function single(chart: BoundChart, rows: Row[], x: ResolvedAxis, y: ResolvedAxis): Record<string, unknown> {
  const widest = Math.max(...chart.series.map((series) => chartTextWidth(chartText(series.label), CHART_SIZE.label)));
  const width = Math.round(CHART_SIZE.width - LEFT_ROOM - LABEL_OFFSET - widest - 8);
  const layout: Layout = { x, y, width, height: chart.height ?? CHART_SIZE.height };
  return {
    width: layout.width,
    height: layout.height,
    data: { values: rows },
    layer: [...panelLayers(chart, rows, layout), ...endLabels(chart.series, layout)],
  };
}

function faceted(
  chart: BoundChart,
  rows: Row[],
  x: ResolvedAxis,
  y: ResolvedAxis,
  facets: string[],
): Record<string, unknown> {
  const columns = Math.min(chart.columns ?? 2, facets.length);
  const width = Math.floor((CHART_SIZE.width - LEFT_ROOM - (columns - 1) * PANEL_GAP) / columns);
  const layout: Layout = { x, y, width, height: chart.height ?? Math.round(width * 0.72) };
  const panels = {
    data: { values: rows },
    facet: { field: "facet", type: "nominal", title: null, sort: facets, header: { labelAnchor: "start" } },
    columns,
    spacing: PANEL_GAP,
    spec: { width: layout.width, height: layout.height, layer: panelLayers(chart, rows, layout) },
  };
  return { vconcat: [keyRow(chart.series), panels], spacing: 10, bounds: "full" };
}

/** The names of the panels in order of appearance; none when the chart is not faceted. */
function facetNames(series: readonly ChartSeries[]): string[] {
  const named = series.filter((one) => one.facet !== undefined);
  if (named.length > 0 && named.length < series.length) {
    throw new RangeError("boundChart: either every series names a facet or none does");
  }
  return [...new Set(named.map((one) => chartText(one.facet!)))];
}

function seriesRows(series: ChartSeries, index: number): Row[] {
  if (series.points.length === 0) throw new RangeError(`boundChart: series "${series.label}" has no points`);
  series.points.forEach((point, at) => assertFinite(`point ${at + 1} of series "${series.label}"`, point));
  const shared = { series: index, facet: chartText(series.facet ?? ""), label: chartText(series.label) };
  return series.points.map(({ x, y, low, high }) => ({ ...shared, x, y, low: low ?? y, high: high ?? y }));
}

function panelLayers(chart: BoundChart, rows: Row[], layout: Layout): Record<string, unknown>[] {
  const side = chart.useless;
  return [
    ...chart.series.flatMap((series, index) =>
      series.kind === "trivial" && side !== undefined ? uselessRegion(index, side, layout) : [],
    ),
    ...chart.series.flatMap((series, index) => seriesLayers(series, index, layout)),
    ...(side === undefined ? [] : uselessLabel(chart.series, rows, side, layout)),
  ];
}

function seriesLayers(series: ChartSeries, index: number, layout: Layout): Record<string, unknown>[] {
  const style = SERIES_STYLES[series.kind];
  const tone = colour(series.colour ?? style.colour);
  const transform = [{ filter: `datum.series === ${index}` }];
  const x = { field: "x", ...axisEncoding(layout.x, false) };
  const y = { field: "y", ...axisEncoding(layout.y, true) };
  const tooltip = tooltipFields(series, layout);
  if (style.mark === "points") {
    const bars = series.points.some((point) => point.low !== undefined || point.high !== undefined);
    const bar = {
      mark: { type: "rule", color: tone, strokeWidth: style.width },
      transform,
      encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
    };
    const dots = {
      mark: { type: "point", filled: true, size: 42, color: tone, opacity: 1 },
      transform,
      encoding: { x, y, tooltip },
    };
    return bars ? [bar, dots] : [dots];
  }
  const line = { type: "line", color: tone, strokeWidth: style.width, strokeDash: [...style.dash], clip: true };
  const lines = { mark: line, transform, encoding: { x, y, order: { field: "x", type: "quantitative" } } };
  if (series.points.length > MAX_HOVER_POINTS) return [lines];
  const hover = {
    mark: { type: "point", filled: true, size: 90, opacity: 0, clip: true },
    transform,
    encoding: { x, y, tooltip },
  };
  return [lines, hover];
}

function tooltipFields(series: ChartSeries, layout: Layout): Record<string, unknown>[] {
  const number = { type: "quantitative", format: ".3~g" };
  const interval = series.points.some((point) => point.low !== undefined || point.high !== undefined);
  return [
    { field: "label", type: "nominal", title: "series" },
    { field: "x", ...number, title: layout.x.title },
    { field: "y", ...number, title: layout.y.title },
    ...(interval
      ? [
          { field: "low", ...number, title: "from" },
          { field: "high", ...number, title: "to" },
        ]
      : []),
  ];
}

/** The band between the trivial bound and the chart's edge. Its colour token is replaced by a hatch where SVG is drawn. */
function uselessRegion(index: number, side: "above" | "below", layout: Layout): Record<string, unknown>[] {
  const edge = layout.y.domain[side === "above" ? 1 : 0];
  return [
    {
      mark: { type: "area", color: colour("useless"), opacity: 1, clip: true },
      transform: [{ filter: `datum.series === ${index}` }],
      encoding: {
        x: { field: "x", ...axisEncoding(layout.x, false) },
        y: { field: "y", ...axisEncoding(layout.y, true) },
        y2: { datum: edge },
      },
    },
  ];
}

/** "vacuous", in the hatched band where it is deepest, midway in the largest gap that the other series leave. */
function uselessLabel(
  series: readonly ChartSeries[],
  rows: readonly Row[],
  side: "above" | "below",
  layout: Layout,
): Record<string, unknown>[] {
  const trivial = series.findIndex((one) => one.kind === "trivial");
  if (trivial < 0) return [];
  const px = (row: Row): number => (1 - clamp(axisFraction(layout.y, row.y))) * layout.height;
  const edge = side === "above" ? 0 : layout.height;
  const own = rows.filter((row) => row.series === trivial);
  const deepest = own.reduce((best, row) => (Math.abs(px(row) - edge) > Math.abs(px(best) - edge) + 0.5 ? row : best));
  const at = axisFraction(layout.x, deepest.x);
  const near = rows.filter(
    (row) => row.facet === deepest.facet && Math.abs(axisFraction(layout.x, row.x) - at) < LABEL_REACH,
  );
  const gap = largestGap([edge, px(deepest)], near.map(px));
  if (gap[1] - gap[0] < 2 * LABEL_GAP) return [];
  const right = at > 0.5;
  const mark = { type: "text", text: "vacuous", color: colour("muted"), align: right ? "right" : "left" };
  return [
    {
      mark: { ...mark, baseline: "middle", dx: right ? -14 : 14 },
      transform: [{ filter: `datum.series === ${trivial} && datum.x === ${deepest.x}` }],
      encoding: { x: { field: "x", ...axisEncoding(layout.x, false) }, y: { value: round((gap[0] + gap[1]) / 2) } },
    },
  ];
}

/** The widest stretch between two ends that no position inside interrupts. */
function largestGap(ends: readonly [number, number], positions: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const stops = [low, ...positions.filter((y) => y > low && y < high).sort((a, b) => a - b), high];
  const gaps = stops.slice(1).map((stop, index): [number, number] => [stops[index]!, stop]);
  return gaps.reduce((best, gap) => (gap[1] - gap[0] > best[1] - best[0] ? gap : best));
}

/** A label beside each line's last point, moved apart where they would touch, tied to the point where they moved far. */
function endLabels(all: readonly ChartSeries[], layout: Layout): Record<string, unknown>[] {
  const series = all.filter(({ label }) => label !== "");
  const ends = series.map((one) => one.points.reduce((last, point) => (point.x >= last.x ? point : last)));
  const wished = ends.map((end) => (1 - clamp(axisFraction(layout.y, end.y))) * layout.height);
  const placed = placeLabels(wished, LABEL_GAP, 0, layout.height);
  return series.flatMap((one, index) => {
    const style = SERIES_STYLES[one.kind];
    const at = { x: { value: "width" }, y: { value: round(placed[index]!) } };
    const text = {
      mark: {
        type: "text",
        text: chartText(one.label),
        align: "left",
        baseline: "middle",
        dx: LABEL_OFFSET,
        color: textColour(one.colour ?? style.colour),
      },
      encoding: at,
    };
    const tie = {
      mark: { type: "rule", color: colour("axis"), strokeWidth: 0.75, xOffset: 2, x2Offset: LABEL_OFFSET - 3 },
      encoding: {
        x: { value: "width" },
        x2: { value: "width" },
        y: { value: round(wished[index]!) },
        y2: { value: round(placed[index]!) },
      },
    };
    // One label for the whole layer, not one for each row of the shared table.
    const once = { data: { values: [{}] } };
    return Math.abs(placed[index]! - wished[index]!) > 5
      ? [
          { ...once, ...tie },
          { ...once, ...text },
        ]
      : [{ ...once, ...text }];
  });
}

/** Above panels: a key that names each kind of series by its own mark, in as many lines as it needs. */
function keyRow(series: readonly ChartSeries[]): Record<string, unknown> {
  const labelled = series.filter(({ label }) => label !== "");
  const entries = new Map(labelled.map((one) => [chartText(one.label), one]));
  let left = 0;
  let line = 0;
  const layers = [...entries].flatMap(([label, one]) => {
    const width = KEY_SAMPLE + 6 + chartTextWidth(label, CHART_SIZE.label);
    if (left > 0 && left + width > CHART_SIZE.width - LEFT_ROOM) {
      left = 0;
      line += 1;
    }
    const entry = keyEntry(one, label, left, line * KEY_LINE + KEY_LINE / 2);
    left += width + 18;
    return entry;
  });
  const height = (line + 1) * KEY_LINE;
  return { width: CHART_SIZE.width - LEFT_ROOM, height, data: { values: [{}] }, layer: layers, view: { stroke: null } };
}

/** The mark of a series and its name. */
function keyEntry(one: ChartSeries, label: string, left: number, y: number): Record<string, unknown>[] {
  const style = SERIES_STYLES[one.kind];
  const tone = colour(one.colour ?? style.colour);
  const dot = { type: "point", filled: true, size: 42, color: tone, opacity: 1 };
  const stroke = { type: "rule", color: tone, strokeWidth: style.width, strokeDash: [...style.dash] };
  const sample =
    style.mark === "points"
      ? { mark: dot, encoding: { x: { value: left + KEY_SAMPLE / 2 }, y: { value: y } } }
      : { mark: stroke, encoding: { x: { value: left }, x2: { value: left + KEY_SAMPLE }, y: { value: y } } };
  const name = {
    type: "text",
    text: label,
    align: "left",
    baseline: "middle",
    color: textColour(one.colour ?? style.colour),
  };
  return [sample, { mark: name, encoding: { x: { value: left + KEY_SAMPLE + 6 }, y: { value: y } } }];
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
