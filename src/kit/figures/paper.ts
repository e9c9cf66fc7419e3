/** Figures for places that have neither a page's ground nor its fonts: notebooks, and files that are opened by themselves. */
import { compileFigure, finishSvg, vegaDrawing } from "./svg.js";
import { CHART_COLOURS, CHART_PADDING, type ChartSpec } from "./theme.js";

/**
 * Figures are drawn in dark ink: in notebooks they bring their paper, or a dark theme would swallow them. JupyterLab's style
 * sheet exchanges both for the theme's own.
 */
export const PAPER: string = CHART_COLOURS.halo.light;
/** Of paper around the figure, in px. */
export const MARGIN = 14;

/** Draws a Vega-Lite spec on paper, described by its own words; see `compileFigure` for what is refused. */
export async function drawOnPaper(spec: ChartSpec): Promise<string> {
  return onPaper(await vegaDrawing(await compileFigure(spec)), descriptionOf(spec));
}

/**
 * The same figure on paper, from Vega's drawing of it: what Vega draws with this padding and this background.
 *
 * @param drawing by `vegaDrawing`
 * @param description what it shows, in words
 */
export function onPaper(drawing: string, description: string): string {
  return finishSvg(withMargin(drawing), { holdWidths: true, description });
}

/** A spec's description, "" for none. */
export function descriptionOf({ description }: ChartSpec): string {
  return typeof description === "string" ? description : "";
}

function withMargin(drawing: string): string {
  const found = OPENING.exec(drawing);
  if (found === null) throw new Error(`onPaper: the drawing must begin as Vega's do, got ${drawing.slice(0, 200)}`);
  const { open, group, x, y } = found.groups as Record<"open" | "group" | "x" | "y", string>;
  const more = MARGIN - CHART_PADDING;
  const [width, height] = [sideOf("width", open) + 2 * more, sideOf("height", open) + 2 * more];
  const head = open
    .replace(/ width="[^"]*"/, ` width="${width}"`)
    .replace(/ height="[^"]*"/, ` height="${height}"`)
    .replace(/ viewBox="[^"]*"/, ` viewBox="0 0 ${width} ${height}"`);
  const paper = `<rect width="${width}" height="${height}" fill="${PAPER}"/>`;
  return `${head}${paper}${group}translate(${Number(x) + more},${Number(y) + more})${drawing.slice(found[0].length)}`;
}

/** The picture's tag, a ground of the spec's own, in whose place the paper comes, and where in the picture the figure is. */
const OPENING =
  /^(?<open><svg [^>]*>)(?:<rect [^>]*>)?(?<group><g [^>]*transform=")translate\((?<x>[\d.-]+),(?<y>[\d.-]+)\)/;

function sideOf(name: "width" | "height", tag: string): number {
  return Number(new RegExp(` ${name}="([\\d.]+)"`).exec(tag)?.[1]);
}
