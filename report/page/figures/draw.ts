/** Draws one figure: what the page shows of it, and what the page's script draws again. Threads start from this file. */
import type { ChartSpec } from "ncsparse-kit";
import { compileFigure, drawVega, type VegaSpec } from "ncsparse-kit/figures/svg";
import { compactSvg } from "./compact-svg.js";

/** A figure to draw. */
export interface DrawingTask {
  /** Its anchor in the page, with which the ids in the drawing begin. */
  id: string;
  spec: ChartSpec;
  description: string;
}

/**
 * The drawing (`svg`), and the compiled spec as JSON (`vega`); as JSON.
 *
 * @throws RangeError for a figure that nobody describes, and for a spec that would load something
 */
export default async function draw({ id, spec, description }: DrawingTask): Promise<string> {
  const vega = await compileFigure(spec);
  if (description === "") throw new RangeError("it has no description, which readers who do not see it need");
  const svg = assertInert(compactSvg(await drawVega(vega, { idPrefix: `${id}-`, description })));
  return JSON.stringify({ svg, vega: JSON.stringify(clientSpec(vega)) });
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
