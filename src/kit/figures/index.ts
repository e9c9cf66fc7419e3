/** Figures: builders of Vega-Lite specs in one grammar, and their rendering to SVG in Node. */
export { drawOnPaper, MARGIN, PAPER } from "./paper.js";
export { chartTextWidth, missingGlyphs } from "./advances.js";
export type { AxisScale, ChartAxis } from "./axis.js";
export { boundChart, type BoundChart, type ChartPoint, type ChartSeries } from "./bound-chart.js";
export { chartText, GREEK_LETTERS, mathItalic, powerText } from "./chart-text.js";
export { curveFamily, type CurveFamily, type FamilyCurve, type FamilyPanel } from "./curve-family.js";
export { dotChart, type DotChart, type DotGroup, type DotPanel } from "./dot-chart.js";
export { withNotes } from "./notes.js";
export {
  phaseChart,
  type PhaseChart,
  type PhaseLine,
  type PhaseMark,
  type PhasePoint,
  type PhaseRegion,
} from "./phase-chart.js";
export { assertSelfContained } from "./self-contained.js";
export { TILE_MARKS, tileChart, type Tile, type TileChart, type TilePanel, type TileState } from "./tile-chart.js";
export { compileFigure, drawVega, renderSvg, type SvgOptions, type VegaSpec } from "./svg.js";
export {
  CHART_COLOURS,
  CHART_SIZE,
  chartConfig,
  colour,
  textColour,
  type ChartSpec,
  type SeriesColour,
  type SeriesKind,
} from "./theme.js";
export { notebookChartCss } from "./notebook-css.js";
