/** Lines of a terminal as HTML: text in its colours, links of the web. */
import { escapeHtml } from "../../text/escape.js";
import { PLAIN, type Pen } from "../../text/pen.js";
import { cellRuns } from "../../text/cells.js";
import type { Run, TerminalLine } from "../../text/terminal.js";
import { tonesOf } from "./colours.js";

/** HTML for a `<pre>`. */
export function linesHtml(lines: readonly TerminalLine[]): string {
  return lines.map((line) => line.map(runHtml).join("")).join("\n");
}

function runHtml({ text, pen }: Run): string {
  if (pen === PLAIN) return linkedHtml(text);
  const { open, close } = tags(pen);
  return open + (pen.link === null ? linkedHtml(text) : textHtml(text)) + close;
}

/** An address of the web, as JupyterLab finds them in what is printed; signs that end a sentence are not its own. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u2500-\u257f]*[^\s<>"'`\u2500-\u257f.,;:!?)\]}]/g;

/** Text whose addresses are links. */
function linkedHtml(text: string): string {
  if (!text.includes("://")) return textHtml(text);
  const parts: string[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const [address] = found;
    if (!URL.canParse(address)) continue;
    parts.push(textHtml(text.slice(end, found.index)));
    parts.push(`<a href="${escapeHtml(address)}" rel="noreferrer">${textHtml(address)}</a>`);
    end = found.index + address.length;
  }
  return parts.join("") + textHtml(text.slice(end));
}

/** So many cells are hardly ever more than what stands in a cell of a table. */
const LONGEST_FIXED = 24;

/** Text in columns: what takes two cells of a terminal takes them here, whatever font it comes from. */
function textHtml(text: string): string {
  return cellRuns(text)
    .map(({ kind, text: part, cells }) => {
      if (kind === "narrow") return escapeHtml(part);
      // Long texts of square letters break into lines; a table's cells keep their width whatever font there is.
      const isFixed = kind === "wide" ? cells > 2 : cells <= LONGEST_FIXED;
      const style = isFixed ? ` style="width:${cells}ch"` : "";
      return `<span class="t-${kind}"${style}>${part}</span>`;
    })
    .join("");
}

interface Tags {
  open: string;
  close: string;
}

/** Of pens, which are few and whose tags are asked for again and again. */
const known = new WeakMap<Pen, Tags>();

function tags(pen: Pen): Tags {
  let found = known.get(pen);
  if (found === undefined) known.set(pen, (found = makeTags(pen)));
  return found;
}

function makeTags(pen: Pen): Tags {
  const { classes, style } = lookOf(pen);
  const attributes = [
    ...(classes.length > 0 ? [` class="${classes.join(" ")}"`] : []),
    ...(style === "" ? [] : [` style="${style}"`]),
  ].join("");
  const span: Tags = attributes === "" ? { open: "", close: "" } : { open: `<span${attributes}>`, close: "</span>" };
  if (pen.link === null) return span;
  return { open: `<a href="${escapeHtml(pen.link)}" rel="noreferrer">${span.open}`, close: `${span.close}</a>` };
}

function lookOf(pen: Pen): { classes: string[]; style: string } {
  const classes = (["bold", "italic", "underline", "struck"] as const)
    .filter((one) => pen[one])
    .map((one) => `t-${one}`);
  const tones = tonesOf(pen);
  // Faint text of a colour is shown in that colour: paler it could not be read.
  if (tones === null) return { classes: pen.faint ? [...classes, "t-faint"] : classes, style: "" };
  if (tones.kind === "inverse") return { classes: [...classes, "t-inverse"], style: "" };
  if (tones.kind === "own ground") return { classes, style: `color:${tones.ink};background:${tones.ground}` };
  return { classes: [...classes, "t-ink"], style: `--l:${tones.light};--d:${tones.dark}` };
}
