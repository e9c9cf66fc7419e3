/** Draws a figure's Vega spec as a view that looks like the static drawing beside it. */
import type { Spec } from "vega";
import { hatchDefinition } from "ncsparse-kit/figures/hatch";
import { colour } from "ncsparse-kit/figures/theme";
import { fitWidth } from "./figures/fit.js";
import { makeOnePicture, openView, setTexts } from "./figures/view.js";

const SVG = "http://www.w3.org/2000/svg";

export interface DrawOptions {
  /** What ids inside the drawing begin with. */
  readonly id: string;
  /** The drawing is narrowed to this many px, as far as that makes sense; by default its own width. */
  readonly available?: number;
}

/**
 * Draws into an element, with description and type as the static drawing has them.
 *
 * @returns the drawing
 */
export async function drawInto(
  stage: HTMLElement,
  vega: Spec,
  still: SVGElement,
  { id, available = Infinity }: DrawOptions,
): Promise<SVGElement> {
  const view = openView(vega);
  fitWidth(view, vega, available);
  view.initialize(stage);
  await view.runAsync();
  const svg = stage.querySelector("svg");
  if (svg === null) throw new Error("Vega has drawn nothing");
  for (const name of ["class", "role", "aria-label", "font-family"]) {
    const value = still.getAttribute(name);
    if (value !== null) svg.setAttribute(name, value);
  }
  // Vega's container for input controls; these figures have none.
  stage.querySelector(".vega-bindings")?.remove();
  setTexts(svg);
  makeOnePicture(svg);
  hatch(svg, `${id}-hatch`);
  return svg;
}

function hatch(svg: SVGElement, id: string): void {
  const bands = svg.querySelectorAll(`[fill="${colour("useless")}"]`);
  if (bands.length === 0) return;
  const holder = document.createElement("div");
  holder.innerHTML = `<svg xmlns="${SVG}">${hatchDefinition(id)}</svg>`;
  const definition = holder.querySelector("defs");
  if (definition !== null) svg.prepend(definition);
  for (const band of bands) band.setAttribute("fill", `url(#${id})`);
}
