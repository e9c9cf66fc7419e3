/**
 * The one look of all figures: colours, sizes, the grammar of series, and the Vega-Lite config made from them.
 *
 * Colours are tokens: the page maps each light colour to its dark counterpart by CSS attribute selectors
 * (`[stroke="#0072b2"]`), so a figure is drawn once and follows the reader's colour scheme.
 */
import { CHART_FONTS } from "./chart-text.js";

/** A figure's spec: Vega-Lite v5 JSON (JupyterLab shows nothing for v6; the grammar used here is common to both). */
export interface ChartSpec {
  $schema: string;
  [key: string]: unknown;
}

export const VEGALITE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

/** Every colour a figure uses, on light and on dark ground. Hex, lower case: the page's CSS matches them literally. */
export const CHART_COLOURS: Readonly<Record<ChartColour, { light: string; dark: string }>> = {
  ink: { light: "#23262b", dark: "#e8e5de" },
  muted: { light: "#5f6670", dark: "#a6abb3" },
  axis: { light: "#9aa1ab", dark: "#6b727c" },
  grid: { light: "#e6e8eb", dark: "#30343a" },
  trivial: { light: "#8b929c", dark: "#8d949e" },
  useless: { light: "#eceef1", dark: "#24272c" },
  hatch: { light: "#d5d9de", dark: "#3a3f46" },
  halo: { light: "#fefefd", dark: "#16181b" },
  // Okabe-Ito, as series; the `Text` tone of each reaches a contrast of 4.5 on its ground.
  blue: { light: "#0072b2", dark: "#56a8e0" },
  vermillion: { light: "#d55e00", dark: "#f0803c" },
  green: { light: "#009e73", dark: "#2fc19a" },
  purple: { light: "#cc79a7", dark: "#d98fb8" },
  orange: { light: "#e69f00", dark: "#f0b432" },
  sky: { light: "#56b4e9", dark: "#7cc8f2" },
  blueText: { light: "#00659e", dark: "#6cb6ea" },
  vermillionText: { light: "#b04d00", dark: "#f59359" },
  greenText: { light: "#00785a", dark: "#45cfa9" },
  purpleText: { light: "#a2457a", dark: "#e3a3c6" },
  orangeText: { light: "#8a5f00", dark: "#f3c152" },
  skyText: { light: "#1f74a8", dark: "#8fd1f5" },
};

export type SeriesColour = "ink" | "blue" | "vermillion" | "green" | "purple" | "orange" | "sky";
export type ChartColour =
  | SeriesColour
  | "muted"
  | "axis"
  | "grid"
  | "trivial"
  | "useless"
  | "hatch"
  | "halo"
  | `${Exclude<SeriesColour, "ink">}Text`;

/** What a series is; this alone decides how it is drawn. */
export type SeriesKind = "measured" | "law" | "bound" | "paper-bound" | "trivial";

export interface SeriesStyle {
  /** Points with interval bars, or a line. */
  mark: "points" | "line";
  dash: readonly number[];
  width: number;
  colour: SeriesColour | "trivial";
}

/** The grammar: measured = points with bars, law = solid, our bound = dashed, paper-shaped bound = dotted, trivial = thin. */
export const SERIES_STYLES: Readonly<Record<SeriesKind, SeriesStyle>> = {
  measured: { mark: "points", dash: [], width: 1.4, colour: "ink" },
  law: { mark: "line", dash: [], width: 1.8, colour: "blue" },
  bound: { mark: "line", dash: [7, 4], width: 1.8, colour: "vermillion" },
  "paper-bound": { mark: "line", dash: [1.5, 3.5], width: 2, colour: "purple" },
  trivial: { mark: "line", dash: [], width: 1, colour: "trivial" },
};

/** Sizes in px at the text column's width of 620 px, which is also the width of the printed text. */
export const CHART_SIZE: {
  readonly width: number;
  readonly height: number;
  readonly label: number;
  readonly title: number;
} = {
  width: 620,
  height: 300,
  label: 12.5,
  title: 13,
};

/** Around every figure, in px. */
export const CHART_PADDING = 2;

/** A colour token on light ground: what specs contain. */
export function colour(name: ChartColour): string {
  return CHART_COLOURS[name].light;
}

/** The tone in which text of a series' colour is legible. */
export function textColour(name: SeriesColour | "trivial"): string {
  if (name === "ink") return colour("ink");
  return name === "trivial" ? colour("muted") : colour(`${name}Text`);
}

/** The Vega-Lite config of every figure; also applied to specs that come without one. */
export function chartConfig(): Record<string, unknown> {
  const font = `"${CHART_FONTS.text}", ${CHART_FONTS.symbols}, sans-serif`;
  return {
    background: null,
    font,
    padding: CHART_PADDING,
    // The figure as a whole has one description; thousands of described marks would bury a reader of the tagged PDF.
    aria: false,
    view: { stroke: null },
    axis: axisConfig(),
    axisX: { titlePadding: 8 },
    axisY: { titlePadding: 10 },
    header: { ...textConfig("label", "ink"), ...textConfig("title", "muted"), labelFontWeight: 600, labelPadding: 6 },
    legend: { ...textConfig("label", "ink"), ...textConfig("title", "muted"), symbolStrokeWidth: 1.8 },
    title: { color: colour("ink"), fontSize: CHART_SIZE.title, fontWeight: 600, anchor: "start" },
    text: { color: colour("ink"), fontSize: CHART_SIZE.label },
    line: { strokeWidth: 1.8, strokeJoin: "round" },
    point: { filled: true, size: 42, color: colour("ink") },
    range: {
      category: (["blue", "vermillion", "green", "purple", "orange", "sky"] as const).map((name) => colour(name)),
    },
  };
}

function axisConfig(): Record<string, unknown> {
  return {
    ...textConfig("label", "muted"),
    ...textConfig("title", "ink"),
    domainColor: colour("axis"),
    tickColor: colour("axis"),
    gridColor: colour("grid"),
    tickSize: 4,
    labelPadding: 4,
    labelFlush: false,
  };
}

function textConfig(prefix: "label" | "title", tone: ChartColour): Record<string, unknown> {
  return {
    [`${prefix}Color`]: colour(tone),
    [`${prefix}FontSize`]: prefix === "label" ? CHART_SIZE.label : CHART_SIZE.title,
    [`${prefix}FontWeight`]: 400,
  };
}
