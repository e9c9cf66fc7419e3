/** TeX to HTML at build time: by KaTeX, simple formulas in running text as plain HTML. */
import katex from "katex";
import { leanMath } from "./lean-math.js";

/** Renders TeX; what KaTeX cannot read appears in place, in the error colour, rather than failing the report. */
export function renderMath(tex: string, displayMode: boolean): string {
  const lean = displayMode ? null : leanMath(tex);
  if (lean !== null) return lean;
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
