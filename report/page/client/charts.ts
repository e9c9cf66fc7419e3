/**
 * Replaces each static figure by the same figure as a Vega view, which has tooltips and fits narrow screens. Without
 * this script, and on paper, the static drawing stays.
 */
import * as vega from "vega";
import type { Spec } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { Handler } from "vega-tooltip";
import { tspans } from "ncsparse/dist/figures/svg-text.js";
import { hatchDefinition } from "ncsparse/dist/figures/hatch.js";
import { textItemWidth } from "ncsparse/dist/figures/text-metrics.js";
import { colour } from "ncsparse/dist/figures/theme.js";
import { fitWidth } from "./fit.js";

const SVG = "http://www.w3.org/2000/svg";

/** Draws all figures, one after the other in idle time; then sets `data-figures="drawn"` on the root element. */
export async function drawFigures(): Promise<void> {
  // Vega's typings leave this export out.
  (vega as unknown as { textMetrics: { width: typeof textItemWidth } }).textMetrics.width = textItemWidth;
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
    const view = new vega.View(vega.parse(spec, undefined, { ast: true }), {
      renderer: "svg",
      loader: closedLoader(),
      expr: expressionInterpreter,
      logLevel: vega.Error,
      tooltip: tooltip().call,
    });
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
  for (const text of svg.querySelectorAll("text, tspan")) setText(text);
  hatch(svg, `${drawing.parentElement?.id ?? "figure"}-live-hatch`);
}

function setText(element: Element): void {
  const line = element.textContent;
  if (element.childElementCount > 0) return;
  const runs = tspans(line);
  if (runs.every((run) => Object.keys(run.attributes).length === 0)) return;
  element.replaceChildren(
    ...runs.map(({ text, attributes }) => {
      const span = document.createElementNS(SVG, "tspan");
      for (const [name, value] of Object.entries(attributes)) span.setAttribute(name, value);
      span.textContent = text;
      return span;
    }),
  );
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

function tooltip(): Handler {
  return new Handler({ theme: "custom", disableDefaultStyle: true, sanitize: symbolsHtml });
}

/** A tooltip's text as HTML: escaped, symbols in italics, scripts raised and lowered. */
function symbolsHtml(value: unknown): string {
  return tspans(String(value))
    .map(({ text, attributes }) => {
      const safe = text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
      const italic = attributes["font-style"] === undefined ? safe : `<i>${safe}</i>`;
      if (attributes["font-size"] === undefined) return italic;
      return Number.parseFloat(attributes.dy ?? "0") < 0 ? `<sup>${italic}</sup>` : `<sub>${italic}</sub>`;
    })
    .join("");
}

function closedLoader(): ReturnType<typeof vega.loader> {
  const refuse = (uri: string): Promise<never> => Promise.reject(new Error(`loading ${uri} is refused`));
  return Object.assign(vega.loader(), { load: refuse, sanitize: refuse, http: refuse, file: refuse });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 0);
  });
}
