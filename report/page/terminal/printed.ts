/** Printed text as the page shows it. */
import { fill } from "../assets/templates.js";
import { sayNumber } from "../../text/numbers.js";
import { terminalLines } from "../../text/terminal.js";
import { boundLines } from "./bound.js";
import { tableCells } from "./columns.js";
import { linesHtml } from "./terminal-html.js";

/**
 * The text as a terminal leaves it, its rest folded; "" for a text of blanks.
 *
 * @param look classes of its `<pre>`
 */
export function printedHtml(text: string, look: string): string {
  const { shown, folded, linesLeftOff } = boundLines(terminalLines(text));
  if (shown.length === 0) return "";
  const cells = tableCells([...shown, ...folded]);
  return fill("printed", {
    look: cells === null ? look : `${look} columns`.trimStart(),
    cells,
    shown: linesHtml(shown),
    folded: folded.length === 0 ? null : { count: countLines(folded.length), html: linesHtml(folded) },
    leftOff: linesLeftOff === 0 ? null : { count: countLines(linesLeftOff) },
  });
}

function countLines(count: number): string {
  return count === 1 ? "1 more line" : `${sayNumber(count)} more lines`;
}
