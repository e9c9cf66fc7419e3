/** A notebook's formulas: with the macros that it has defined, and loud where one cannot be read. */
import { COMPATIBLE } from "./compatible.js";
import { plainEnvironments } from "./environments.js";
import { expandMacros, type Macros } from "./macros.js";
import { setLinks, takeLinks } from "./links.js";
import { formulaProblem, renderMath } from "./math.js";
import { plainNotations } from "./notations.js";
import { escapeHtml } from "../../text/escape.js";
import { warnOfLoss, type WarningContext } from "../warnings.js";

/** What formulas are rendered within. */
export interface FormulaContext extends WarningContext {
  /** The notebook's macros so far. */
  macros: Macros;
}

/**
 * HTML of a formula; "" of one that only defines macros. What cannot be read shows its source, and the author is told why.
 *
 * @param written the formula as its author has written it, where `tex` was made of that
 */
export function renderFormula(tex: string, displayMode: boolean, context: FormulaContext, written = tex): string {
  const { tex: whole, addresses } = takeLinks(plain(tex, context.macros));
  if (whole.trim() === "") return "";
  const problem = formulaProblem(whole, displayMode);
  if (problem === null) return setLinks(renderMath(whole, displayMode), addresses);
  const source = written.trim();
  warnOfLoss(`a formula that cannot be read, ${source}: ${problem}`, context);
  const shown = displayMode ? `$$${source}$$` : `$${source}$`;
  return `<span class="unread-formula" title="${escapeHtml(problem)}"><code>${escapeHtml(shown)}</code></span>`;
}

/** TeX that the page can set, with the macros that it uses. */
function plain(tex: string, macros: Macros): string {
  return plainEnvironments(plainNotations(expandMacros(tex, macros, COMPATIBLE)));
}

const PART =
  /\$\$[^]+?\$\$|\$(?:\\[^]|[^\\$])+\$|\\\([^]+?\\\)|\\\[[^]+?\\\]|\\begin\{([a-zA-Z]+\*?)\}[^]*?\\end\{\1\}/g;

/**
 * A `text/latex` output: words with formulas among them, or one formula without delimiters.
 *
 * @param refer a formula with the numbers of what it refers to
 */
export function renderLatex(latex: string, context: FormulaContext, refer = (tex: string): string => tex): string {
  const source = latex.trim();
  if (source.search(PART) < 0)
    return `<div class="equation" tabindex="0">${renderFormula(refer(source), true, context, source)}</div>`;
  let html = "";
  let from = 0;
  for (const found of source.matchAll(PART)) {
    html += escapeHtml(source.slice(from, found.index)) + part(found[0], context, refer);
    from = found.index + found[0].length;
  }
  return html + escapeHtml(source.slice(from));
}

function part(written: string, context: FormulaContext, refer: (tex: string) => string): string {
  const display = !/^(?:\$(?!\$)|\\\()/.test(written);
  const tex = written.replace(/^(?:\$\$?|\\[([])|(?:\$\$?|\\[)\]])$/g, "");
  const source = written.startsWith("\\begin") ? written : tex;
  const formula = renderFormula(refer(source), display, context, source);
  return display ? `<span class="equation" tabindex="0">${formula}</span>` : formula;
}
