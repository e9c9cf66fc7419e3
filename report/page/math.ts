/** TeX to HTML at build time: by KaTeX, simple formulas in running text as plain HTML. */
import katex from "katex";
import { leanMath } from "./lean-math.js";

/** Renders TeX; what KaTeX cannot read appears in place, in the error colour, rather than failing the report. */
export function renderMath(tex: string, displayMode: boolean): string {
  const lean = displayMode ? null : leanMath(tex);
  if (lean !== null) return lean;
  const key = `${String(displayMode)} ${tex}`;
  const known = formulas.get(key);
  if (known !== undefined) return known;
  const html = typeset(tex, displayMode);
  if (formulas.size >= KEPT_FORMULAS) formulas.clear();
  formulas.set(key, html);
  return html;
}

/** A chapter says the same formulas again and again, and so does the next page that this process renders. */
const formulas = new Map<string, string>();
/** Several times a whole report's. */
const KEPT_FORMULAS = 20_000;

function typeset(tex: string, displayMode: boolean): string {
  const html = katex.renderToString(tex, {
    displayMode,
    throwOnError: false,
    errorColor: "var(--loud)",
    strict: "ignore",
    // TeX may come from a notebook's output: no links, no images, no HTML, no unbounded expansion or size.
    trust: false,
    maxExpand: 500,
    maxSize: 40,
    output: "htmlAndMathml",
  });
  // The TeX source inside MathML is for copying; no reader sees it, and it is a tenth of the formula.
  return html.replace(/<annotation[\s\S]*?<\/annotation>/g, "");
}
