/** A Vega view in the page: no network, no eval, the page's tooltip, text set as the static figures have it. */
import * as vega from "vega";
import type { Config, Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { Handler } from "vega-tooltip";
import { escapeHtml } from "../../../text/escape.js";
import { tspans } from "ncsparse-kit/figures/svg-text";
import { textItemWidth } from "ncsparse-kit/figures/text-metrics";

const SVG = "http://www.w3.org/2000/svg";

/** A view of a compiled spec, not yet in the page. Widths of text are those of the embedded fonts, as in Node. */
export function openView(spec: Spec, config?: Config): View {
  // Vega's typings leave this export out.
  (vega as unknown as { textMetrics: { width: typeof textItemWidth } }).textMetrics.width = textItemWidth;
  return new vega.View(vega.parse(spec, config, { ast: true }), {
    renderer: "svg",
    loader: closedLoader(),
    expr: expressionInterpreter,
    logLevel: vega.Error,
    tooltip: tooltip().call,
  });
}

/** Leaves the drawing its one description: Vega calls every mark in it a picture of its own, most without a name. */
export function makeOnePicture(svg: Element): void {
  for (const part of svg.querySelectorAll("[role]"))
    for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
}

/** Sets symbols, subscripts and superscripts in all text below an element. */
export function setTexts(svg: Element): void {
  for (const text of svg.querySelectorAll("text, tspan")) setText(text);
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

function tooltip(): Handler {
  return new Handler({ theme: "custom", disableDefaultStyle: true, sanitize: symbolsHtml });
}

/** Figure text as HTML: escaped, symbols in italics, scripts raised and lowered. */
export function symbolsHtml(value: unknown): string {
  return tspans(String(value))
    .map(({ text, attributes }) => {
      const safe = escapeHtml(text);
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
