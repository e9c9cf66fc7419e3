/**
 * A phase diagram: a plane of two parameters, shaded, with critical lines labelled along their course and regions named
 * in words where they lie.
 */
import { assertFinite, axisEncoding, axisFraction, resolveAxis, type ChartAxis, type ResolvedAxis } from "./axis.js";
import { chartText } from "./chart-text.js";
import {
  CHART_SIZE,
  chartConfig,
  colour,
  textColour,
  VEGALITE_SCHEMA,
  type ChartSpec,
  type SeriesColour,
} from "./theme.js";
import { KEEPS_ITS_WIDTH } from "./keeps-its-width.js";

export interface PhasePoint {
  x: number;
  y: number;
}

/** A line of the plane. */
export interface PhaseLine {
  /** With `$symbols$`; empty for a line that its neighbour's label names, too. */
  label: string;
  /** By increasing x (a vertical line: from its lower to its upper end). */
  points: readonly PhasePoint[];
  colour: SeriesColour | "muted";
  width: number;
  dash?: readonly number[];
  /** The label's middle stands over this x of the line, turned along it (a vertical line: over this y). */
  at: number;
  /** Its distance from the line in px: positive above (a vertical line: left of it). */
  away: number;
}

/** A region's name. */
export interface PhaseRegion extends PhasePoint {
  /** Lines of text, with `$symbols$`; the first one is set bold. */
  text: readonly string[];
  align?: "left" | "center" | "right";
  colour?: SeriesColour | "muted";
}

/** Something that is measured, at its place in the plane. */
export interface PhaseMark extends PhasePoint {
  /** Stands beside it, with `$symbols$`. */
  label: string;
  colour: SeriesColour;
  /** On which side: right by default. */
  side?: "left" | "right" | "above" | "below";
}

export interface PhaseChart {
  x: ChartAxis & { domain: readonly [number, number] };
  y: ChartAxis & { domain: readonly [number, number] };
  /** Contours, each shading what lies above it: where they crowd, the shade deepens step by step. */
  shades: readonly (readonly PhasePoint[])[];
  lines: readonly PhaseLine[];
  regions: readonly PhaseRegion[];
  marks?: readonly PhaseMark[];
  description: string;
  /** Height of the plane in px. */
  height?: number;
}

/** The deepest shade, where all contours lie below. */
const DEEPEST = 0.3;
const LEFT_ROOM = 66;
const RIGHT_ROOM = 12;
const LINE_GAP = 17;
const DEFAULT_HEIGHT = 390;
/** From a mark to its label in px, and the label's size. */
const MARK_GAP = 7;
const MARK_LIFT = 11;
const MARK_SIZE = 11;
/** Half the stretch of x over which a label's direction is taken, as a share of the axis. */
const SECANT = 0.02;

/**
 * The Vega-Lite spec of a phase diagram.
 *
 * @throws RangeError for values that are not finite, a line of fewer than 2 points, a label that is not over its line
 */
export function phaseChart(chart: PhaseChart): ChartSpec {
  for (const { label, points } of chart.lines) for (const point of points) assertFinite(`line "${label}"`, point);
  for (const region of chart.regions) assertFinite(`region "${region.text[0]}"`, region);
  const marks = chart.marks ?? [];
  for (const mark of marks) assertFinite(`mark "${mark.label}"`, mark);
  const values = [...chart.lines.flatMap((line) => line.points), ...chart.shades.flat()];
  const plane: Plane = {
    x: resolveAxis(
      chart.x,
      values.map(({ x }) => x),
    ),
    y: resolveAxis(
      chart.y,
      values.map(({ y }) => y),
    ),
    width: CHART_SIZE.width - LEFT_ROOM - RIGHT_ROOM,
    height: chart.height ?? DEFAULT_HEIGHT,
  };
  return {
    $schema: VEGALITE_SCHEMA,
    description: chart.description,
    config: chartConfig(),
    // Its words lie in the plane: in a narrower one they would lie over each other.
    usermeta: KEEPS_ITS_WIDTH,
    width: plane.width,
    height: plane.height,
    layer: [
      ...chart.shades.map((contour) => shadeLayer(contour, DEEPEST / chart.shades.length, plane)),
      ...chart.lines.map((line) => lineLayer(line, plane)),
      ...chart.lines.filter(({ label }) => label !== "").map((line) => lineLabel(line, plane)),
      ...chart.regions.flatMap((region) => regionLayers(region, plane)),
      ...marks.map((mark) => markDot(mark, plane)),
      ...marks.map((mark) => markLabel(mark, plane)),
    ],
  };
}

interface Plane {
  x: ResolvedAxis;
  y: ResolvedAxis;
  width: number;
  height: number;
}

function encoding({ x, y }: Plane): { x: Record<string, unknown>; y: Record<string, unknown> } {
  return { x: { field: "x", ...axisEncoding(x, false) }, y: { field: "y", ...axisEncoding(y, false) } };
}

function shadeLayer(contour: readonly PhasePoint[], opacity: number, plane: Plane): Record<string, unknown> {
  return {
    data: { values: contour.map(rounded) },
    mark: { type: "area", color: colour("sky"), opacity: round(opacity, 4), clip: true },
    encoding: { ...encoding(plane), y2: { datum: plane.y.domain[1] } },
  };
}

function lineLayer(line: PhaseLine, plane: Plane): Record<string, unknown> {
  if (line.points.length < 2) {
    throw new RangeError(`phaseChart: line "${line.label}" needs at least 2 points, got ${line.points.length}`);
  }
  const style = { strokeWidth: line.width, strokeDash: [...(line.dash ?? [])], clip: true };
  return {
    data: { values: line.points.map((point, order) => ({ ...rounded(point), order })) },
    mark: { type: "line", color: colour(line.colour), ...style },
    encoding: { ...encoding(plane), order: { field: "order", type: "quantitative" } },
  };
}

/** The label turned along its line, beside it: offsets are counted in the label's own, turned frame. */
function lineLabel(line: PhaseLine, plane: Plane): Record<string, unknown> {
  const { at, angle } = course(line, plane);
  return textLayer(chartText(line.label), at, plane, {
    align: "center",
    color: textColour(line.colour === "muted" ? "trivial" : line.colour),
    angle: round((angle + 360) % 360, 2),
    dy: -line.away,
  });
}

/** Where a label stands on its line, and the line's direction there on the screen, in degrees. */
function course(line: PhaseLine, plane: Plane): { at: PhasePoint; angle: number } {
  const [first, last] = [line.points[0]!, line.points.at(-1)!];
  if (first.x === last.x) return { at: { x: first.x, y: line.at }, angle: 270 };
  const step = SECANT * (plane.x.domain[1] - plane.x.domain[0]);
  const [from, to] = [line.at - step, line.at + step].map((x) => px({ x, y: heightAt(line, x) }, plane));
  const slope = (to!.y - from!.y) / (to!.x - from!.x);
  return { at: { x: line.at, y: heightAt(line, line.at) }, angle: (Math.atan(slope) * 180) / Math.PI };
}

/** The line's y at an x, between its points. */
function heightAt({ label, points }: PhaseLine, x: number): number {
  const next = points.findIndex((point) => point.x >= x);
  if (next < 1) throw new RangeError(`phaseChart: the label of line "${label}" must stand over it, got x = ${x}`);
  const [a, b] = [points[next - 1]!, points[next]!];
  return a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y);
}

function regionLayers(region: PhaseRegion, plane: Plane): Record<string, unknown>[] {
  const name = region.colour ?? "ink";
  const color = textColour(name === "muted" ? "trivial" : name);
  return region.text.map((line, index) =>
    textLayer(chartText(line), region, plane, {
      align: region.align ?? "center",
      color,
      dy: index * LINE_GAP,
      ...(index === 0 ? { fontWeight: 600 } : {}),
    }),
  );
}

function markDot(mark: PhaseMark, plane: Plane): Record<string, unknown> {
  return {
    data: { values: [{ ...rounded(mark), label: chartText(mark.label) }] },
    mark: { type: "point", filled: true, size: 46, color: colour(mark.colour), opacity: 1 },
    encoding: { ...encoding(plane), tooltip: { field: "label" } },
  };
}

/** Where a mark's label stands beside it. */
const SIDES = {
  left: { align: "right", dx: -MARK_GAP },
  right: { align: "left", dx: MARK_GAP },
  above: { align: "center", dy: -MARK_LIFT },
  below: { align: "center", dy: MARK_LIFT },
} as const;

function markLabel({ label, colour: name, side = "right", ...at }: PhaseMark, plane: Plane): Record<string, unknown> {
  return textLayer(chartText(label), at, plane, { ...SIDES[side], color: textColour(name), fontSize: MARK_SIZE });
}

/** Text at a point of the plane, not of the screen: the page draws figures again in other widths. */
function textLayer(
  text: string,
  at: PhasePoint,
  plane: Plane,
  style: Record<string, unknown>,
): Record<string, unknown> {
  return {
    data: { values: [rounded(at)] },
    mark: { type: "text", text, baseline: "middle", ...style },
    encoding: encoding(plane),
  };
}

function px({ x, y }: PhasePoint, plane: Plane): PhasePoint {
  return { x: axisFraction(plane.x, x) * plane.width, y: (1 - axisFraction(plane.y, y)) * plane.height };
}

/** Five decimals are a hundredth of a px. */
function rounded({ x, y }: PhasePoint): PhasePoint {
  return { x: round(x, 5), y: round(y, 5) };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
