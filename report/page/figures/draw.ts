/** Draws one figure: for the page, for the page's script, and for notebooks. Threads start from this file. */
import type { ChartSpec } from "ncsparse-kit";
import { descriptionOf, onPaper } from "ncsparse-kit/figures/paper";
import { compileFigure, finishSvg, vegaDrawing, type VegaSpec } from "ncsparse-kit/figures/svg";
import { compactSvg } from "./compact-svg.js";
import { SLOTS } from "./place-drawing.js";

/** What is made of a spec, wherever it is shown. */
export interface Drawing {
  /** For a page, which says where it is and what it shows: see `placeDrawing`. */
  readonly svg: string;
  /** The compiled spec as JSON, which the page's script draws again. */
  readonly vega: string;
  /** For notebooks and files: see `onPaper`. */
  readonly onPaper: string;
}

/**
 * The `Drawing` of a spec, both as JSON: Vega marks the data that it is given.
 *
 * @throws RangeError for a spec that would load something
 */
export default async function draw(source: string): Promise<string> {
  const spec = JSON.parse(source) as ChartSpec;
  const vega = await compileFigure(spec);
  const drawn = await vegaDrawing(vega);
  const svg = compactSvg(finishSvg(drawn, { idPrefix: SLOTS.id, description: SLOTS.description }));
  const drawing: Drawing = {
    svg: assertInert(svg),
    vega: JSON.stringify(clientSpec(vega)),
    onPaper: onPaper(drawn, descriptionOf(spec)),
  };
  return JSON.stringify(drawing);
}

/** The page's client describes figures by their caption and label; of Vega's metadata it wants only how to fit them. */
function clientSpec(vega: VegaSpec): VegaSpec {
  const { usermeta, ...rest } = Object.fromEntries(Object.entries(vega).filter(([key]) => key !== "$schema"));
  const own = (usermeta as { ncsparse?: { fit?: unknown } } | undefined)?.ncsparse;
  return own?.fit === "scroll" ? { ...rest, usermeta: { ncsparse: { fit: "scroll" } } } : rest;
}

/** Vega escapes all text; this guards against a spec that makes it draw links, images or handlers all the same. */
function assertInert(svg: string): string {
  const tags = svg
    .replace(/>[^<]*</g, "><")
    .replace(/="[^"]*"/g, (value) => (/javascript:|data:/i.test(value) ? value : '=""'));
  const found = /<(?:a|image|script|foreignObject|use|style)\b|\son\w+=|javascript:/i.exec(tags);
  if (found !== null) throw new Error(`the figure would contain ${JSON.stringify(found[0].trim())}`);
  return svg;
}
