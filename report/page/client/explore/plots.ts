/** The panels' two charts as Vega specs; their data is set while the reader explores. */
import type { Spec } from "vega";
import { chartText } from "ncsparse-kit/figures/chart-text";
import { colour, textColour } from "ncsparse-kit/figures/theme";
import { LAST_SCALE } from "./phase-values.js";

const PHASE_HEIGHT = 330;
const ROW_HEIGHT = 250;
/** The depth of nine shades over each other, as in the report's own phase diagram. */
const SHADE = 0.3 / 9;
const LABEL_SIZE = 12.5;

const PLANE = { x: { scale: "x", field: "c" }, y: { scale: "y", field: "C" } } as const;

/** The plane of c and C; data: `shade` (contours by `share`), `half`, `critical`, `frobenius`, `point`. */
export function phasePlot(width: number): Spec {
  return {
    width,
    height: PHASE_HEIGHT,
    autosize: { type: "fit", contains: "padding" },
    data: ["shade", "half", "critical", "frobenius", "point"].map((name) => ({ name, values: [] })),
    scales: [linear("x", "width", [0, LAST_SCALE]), linear("y", "height", [0, 1])],
    axes: [
      {
        scale: "x",
        orient: "bottom",
        title: chartText("row scale $c = \\sigma / \\sqrt$(2 $\\ln\\,n$)"),
        tickCount: 6,
      },
      { scale: "y", orient: "left", title: chartText("window exponent $C$, $k = n^C$"), tickCount: 5 },
    ],
    marks: [
      planeShade(),
      {
        type: "rule",
        encode: {
          enter: { stroke: { value: colour("trivial") }, strokeDash: { value: [5, 4] } },
          update: { x: { scale: "x", value: 1 }, y: { value: 0 }, y2: { signal: "height" } },
        },
      },
      planeLine("frobenius", colour("purple"), 1.8),
      planeLine("critical", colour("ink"), 2.4),
      planeLine("half", colour("blue"), 1.8),
      planePoint(),
    ],
  };
}

type Mark = NonNullable<Spec["marks"]>[number];

function planeShade(): Mark {
  return {
    type: "group",
    from: { facet: { name: "contour", data: "shade", groupby: "share" } },
    encode: { enter: { width: { signal: "width" }, height: { signal: "height" }, clip: { value: true } } },
    marks: [
      {
        type: "area",
        from: { data: "contour" },
        encode: {
          enter: { fill: { value: colour("sky") }, fillOpacity: { value: SHADE } },
          update: { ...PLANE, y2: { value: 0 } },
        },
      },
    ],
  };
}

function planePoint(): Mark {
  return {
    type: "symbol",
    from: { data: "point" },
    encode: {
      enter: {
        size: { value: 110 },
        fill: { value: colour("vermillion") },
        stroke: { value: colour("halo") },
        strokeWidth: { value: 2 },
      },
      update: { ...PLANE },
    },
  };
}

function planeLine(data: string, stroke: string, strokeWidth: number): Mark {
  return {
    type: "line",
    from: { data },
    encode: { enter: { stroke: { value: stroke }, strokeWidth: { value: strokeWidth } }, update: { ...PLANE } },
  };
}

/** Captured mass by window; data: `law`, `row`, `window` (one k), `wanted` (a share of the mass, or none). */
export function rowPlot(width: number): Spec {
  const at = { x: { scale: "x", field: "log10K" }, y: { scale: "y", field: "mass" } };
  const rule = (data: string, update: Record<string, object>): Mark => ({
    type: "rule",
    from: { data },
    encode: { enter: { stroke: { value: colour("vermillion") }, strokeDash: { value: [5, 4] } }, update },
  });
  return {
    width,
    height: ROW_HEIGHT,
    autosize: { type: "fit", contains: "padding" },
    signals: [{ name: "most", value: 1 }],
    data: ["law", "row", "window", "wanted"].map((name) => ({ name, values: [] })),
    scales: [linear("x", "width", { signal: "[0, most]" }), linear("y", "height", [0, 1])],
    axes: [
      { scale: "x", orient: "bottom", title: chartText("$\\log$₁₀ of the window $k$, from 1 to $n$"), tickCount: 6 },
      { scale: "y", orient: "left", title: chartText("captured mass $m_k$"), tickCount: 5, grid: true },
    ],
    marks: [
      rule("wanted", { x: { value: 0 }, x2: { signal: "width" }, y: { scale: "y", field: "mass" } }),
      rule("window", { x: { scale: "x", field: "log10K" }, y: { value: 0 }, y2: { signal: "height" } }),
      {
        type: "line",
        from: { data: "law" },
        encode: { enter: { stroke: { value: colour("blue") }, strokeWidth: { value: 1.8 } }, update: { ...at } },
      },
      {
        type: "symbol",
        from: { data: "row" },
        encode: {
          enter: { size: { value: 30 }, fill: { value: colour("ink") } },
          update: { ...at, tooltip: { signal: rowTooltip() } },
        },
      },
      windowLabel(),
    ],
  };
}

function windowLabel(): Mark {
  return {
    type: "text",
    from: { data: "window" },
    encode: {
      enter: {
        fill: { value: textColour("vermillion") },
        fontSize: { value: LABEL_SIZE },
        baseline: { value: "bottom" },
        dy: { value: -4 },
        text: { value: chartText("$k$") },
        align: { value: "center" },
      },
      update: { x: { scale: "x", field: "log10K" }, y: { value: 0 } },
    },
  };
}

function rowTooltip(): string {
  const name = JSON.stringify(chartText("$\\log$₁₀ $k$"));
  return `{${name}: format(datum.log10K, '.4~g'), 'captured mass': format(datum.mass, '.3g')}`;
}

function linear(
  name: string,
  range: "width" | "height",
  domain: [number, number] | { signal: string },
): NonNullable<Spec["scales"]>[number] {
  return { name, type: "linear", range, domain, nice: false, zero: false };
}
