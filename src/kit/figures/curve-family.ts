/**
 * A family of curves that one parameter shifts: each labelled on the curve itself, as contours are, so that ten of them
 * need no key. Panels share the x axis and stand above each other; a panel may show 1 - y in place of y.
 */
import { chartTextWidth } from "./advances.js";
import { assertFinite, axisEncoding, axisFraction, resolveAxis, type ChartAxis, type ResolvedAxis } from "./axis.js";
import type { ChartPoint } from "./bound-chart.js";
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

/** One curve, with y in [0, 1]. */
export interface FamilyCurve {
  /** Named in tooltips, and on the curve where it is `labelled`; with `$symbols$`. */
  readonly name: string;
  readonly labelled: boolean;
  readonly colour: SeriesColour;
  readonly line: readonly ChartPoint[];
  /** Filled points. */
  readonly measured: readonly ChartPoint[];
  /** Rings. */
  readonly sampled: readonly ChartPoint[];
}

export interface FamilyPanel {
  readonly title: string;
  /** Shows 1 - y. */
  readonly complement: boolean;
}

export interface CurveFamily {
  readonly curves: readonly FamilyCurve[];
  readonly panels: readonly FamilyPanel[];
  readonly x: ChartAxis;
  readonly description: string;
}

const LEFT_ROOM = 66;
const RIGHT_ROOM = 14;
const PANEL_HEIGHT = 176;
const PANEL_GAP = 14;
/** A curve is labelled where it crosses this height. */
const LABEL_AT = 0.5;
const LABEL_HEIGHT = 15;
const LINE = { labelled: 1.9, plain: 0.9 } as const;
const POINT_SIZE = 20;

/**
 * The Vega-Lite spec of a family of curves.
 *
 * @throws RangeError for no curves or panels, a curve without a line, or values that are not finite
 */
export function curveFamily(family: CurveFamily): ChartSpec {
  const { curves, panels } = family;
  if (curves.length === 0 || panels.length === 0) {
    throw new RangeError(`curveFamily: needs curves and panels, got ${curves.length} and ${panels.length}`);
  }
  const empty = curves.find((curve) => curve.line.length === 0);
  if (empty) throw new RangeError(`curveFamily: curve "${empty.name}" has no line`);
  for (const { name, line, measured, sampled } of curves)
    for (const point of [...line, ...measured, ...sampled]) assertFinite(`a point of curve "${name}"`, point);
  const x = resolveAxis(
    family.x,
    curves.flatMap(({ line, measured, sampled }) => [...line, ...measured, ...sampled].map((point) => point.x)),
  );
  const width = CHART_SIZE.width - LEFT_ROOM - RIGHT_ROOM;
  return {
    $schema: VEGALITE_SCHEMA,
    description: family.description,
    config: chartConfig(),
    data: { values: rowsOf(curves) },
    spacing: PANEL_GAP,
    vconcat: panels.map((panel, index) => panelSpec(panel, index === panels.length - 1, curves, x, width)),
  };
}

type Kind = "line" | "measured" | "sampled";

/** One table for all panels. */
function rowsOf(curves: readonly FamilyCurve[]): Record<string, unknown>[] {
  return curves.flatMap((curve, index) => {
    const name = chartText(curve.name);
    const row = (kind: Kind) => (point: ChartPoint) => ({ curve: index, name, kind, x: point.x, y: point.y });
    return [
      ...curve.line.map(row("line")),
      ...curve.measured.map(row("measured")),
      ...curve.sampled.map(row("sampled")),
    ];
  });
}

function panelSpec(
  panel: FamilyPanel,
  last: boolean,
  curves: readonly FamilyCurve[],
  x: ResolvedAxis,
  width: number,
): Record<string, unknown> {
  const y = resolveAxis({ title: panel.title, domain: [0, 1] }, [0, 1]);
  const xEncoding = axisEncoding(x, false);
  const axis = last ? xEncoding.axis : { ...(xEncoding.axis as object), title: null, labels: false };
  const encoding = {
    x: { field: "x", ...xEncoding, axis },
    y: { field: "shown", ...axisEncoding(y, true) },
  };
  return {
    width,
    height: PANEL_HEIGHT,
    transform: [{ calculate: panel.complement ? "1 - datum.y" : "datum.y", as: "shown" }],
    layer: [
      ...curves.map((curve, index) => lineLayer(curve, index, encoding)),
      ...curves.map((curve, index) => pointLayer(curve, index, "measured", encoding)),
      ...curves.map((curve, index) => pointLayer(curve, index, "sampled", encoding)),
      ...curves.flatMap((curve) => (curve.labelled ? labelLayers(curve, x, width) : [])),
    ],
  };
}

type Encoding = Record<"x" | "y", Record<string, unknown>>;

function ofCurve(index: number, kind: Kind): Record<string, unknown>[] {
  return [{ filter: `datum.curve === ${index} && datum.kind === '${kind}'` }];
}

function lineLayer(curve: FamilyCurve, index: number, encoding: Encoding): Record<string, unknown> {
  const strokeWidth = curve.labelled ? LINE.labelled : LINE.plain;
  return {
    transform: ofCurve(index, "line"),
    mark: { type: "line", interpolate: "monotone", color: colour(curve.colour), strokeWidth, clip: true },
    encoding: { ...encoding, order: { field: "x", type: "quantitative" } },
  };
}

function pointLayer(curve: FamilyCurve, index: number, kind: Kind, encoding: Encoding): Record<string, unknown> {
  const tone = colour(curve.colour);
  const fill = kind === "measured" ? tone : colour("halo");
  const number = { type: "quantitative", format: ".3~g" };
  return {
    transform: ofCurve(index, kind),
    mark: { type: "point", size: POINT_SIZE, fill, stroke: tone, strokeWidth: 1.1, opacity: 1 },
    encoding: {
      ...encoding,
      tooltip: [
        { field: "name", type: "nominal", title: "curve" },
        { field: "x", ...number, title: (encoding.x.axis as { title: string | null }).title ?? "x" },
        { field: "shown", ...number, title: "share" },
      ],
    },
  };
}

/** The name on the curve, on a ground that interrupts the lines behind it. */
function labelLayers(curve: FamilyCurve, x: ResolvedAxis, width: number): Record<string, unknown>[] {
  const text = chartText(curve.name);
  const at = { x: { value: round(axisFraction(x, crossing(curve.line)) * width) }, y: { value: PANEL_HEIGHT / 2 } };
  const half = (chartTextWidth(text, CHART_SIZE.label) + 6) / LABEL_HEIGHT;
  const once = { data: { values: [{}] } };
  // A point's shape spans [-1, 1] at the side length sqrt(size) / 2.
  const ground = `M${round(-half)},-1H${round(half)}V1H${round(-half)}Z`;
  return [
    {
      ...once,
      mark: { type: "point", shape: ground, size: LABEL_HEIGHT ** 2, fill: colour("halo"), stroke: null, opacity: 1 },
      encoding: at,
    },
    {
      ...once,
      mark: { type: "text", text, align: "center", baseline: "middle", color: textColour(curve.colour) },
      encoding: at,
    },
  ];
}

/** Where a curve that changes monotonically crosses the label's height, between two of its points; else its middle. */
function crossing(line: readonly ChartPoint[]): number {
  for (let i = 1; i < line.length; i++) {
    const [before, after] = [line[i - 1]!, line[i]!];
    if ((before.y - LABEL_AT) * (after.y - LABEL_AT) > 0 || before.y === after.y) continue;
    const share = (LABEL_AT - before.y) / (after.y - before.y);
    return before.x > 0 ? before.x * (after.x / before.x) ** share : before.x + share * (after.x - before.x);
  }
  return line[Math.floor(line.length / 2)]!.x;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
