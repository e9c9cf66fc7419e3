/**
 * Replaces each static figure by the same figure as a Vega view, which has tooltips and fits narrow screens. Without
 * this script, and on paper, the static drawing stays.
 */
import type { Spec } from "vega";
import { hatchDefinition } from "ncsparse/dist/figures/hatch.js";
import { colour } from "ncsparse/dist/figures/theme.js";
import { fitWidth } from "./fit.js";
import { openView, setTexts } from "./view.js";

const SVG = "http://www.w3.org/2000/svg";

/** Draws all figures, one after the other in idle time; then sets `data-figures="drawn"` on the root element. */
export async function drawFigures(): Promise<void> {
  await document.fonts.ready;
  for (const data of document.querySelectorAll<HTMLScriptElement>("figure > script.spec")) {
    await idle();
    const drawing = data.parentElement?.querySelector<HTMLElement>(".drawing");
    if (drawing != null) await drawFigure(drawing, data.textContent);
  }
  document.documentElement.dataset.figures = "drawn";
}

/** A figure that fails to draw keeps its static drawing; the console says why. */
async function drawFigure(drawing: HTMLElement, packed: string): Promise<void> {
  const stage = document.createElement("div");
  try {
    const spec = await unpack(packed);
    const view = openView(spec);
    fitWidth(view, spec, drawing.clientWidth);
    view.initialize(stage);
    await view.runAsync();
    finish(stage, drawing);
    drawing.replaceChildren(stage);
    drawing.dataset.interactive = "";
  } catch (error) {
    console.error(`${drawing.parentElement?.id ?? "figure"}: ${String(error)}`);
  }
}

/** Undoes `packJson` of the page's builder. */
async function unpack(packed: string): Promise<Spec> {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as Spec;
}

/** The same finish that the static drawing has: description, symbols, hatch. */
function finish(stage: HTMLElement, drawing: HTMLElement): void {
  const still = drawing.querySelector("svg");
  const svg = stage.querySelector("svg");
  if (svg === null) return;
  for (const name of ["class", "role", "aria-label", "font-family"]) {
    const value = still?.getAttribute(name);
    if (value != null) svg.setAttribute(name, value);
  }
  // Vega's container for input controls; these figures have none.
  stage.querySelector(".vega-bindings")?.remove();
  setTexts(svg);
  hatch(svg, `${drawing.parentElement?.id ?? "figure"}-live-hatch`);
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

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 0);
  });
}
