/** What a cell printed, displayed or threw, as HTML. Text is escaped, HTML cleaned, errors shown loudly in place. */
import type { Block, ErrorBlock, TableBlock } from "../document/model.js";
import { isShowable, JSON_MIME, shownForms } from "../document/forms.js";
import { bundleText } from "../notebooks/cells.js";
import { csvRows } from "../text/csv.js";
import type { MimeBundle } from "../types.js";
import { renderClaim } from "./claims/claim-box.js";
import type { ChapterContext } from "./context.js";
import { renderFigure } from "./figures/figures.js";
import { withReferences } from "./markdown/equation-references.js";
import { htmlContext, renderMarkdown } from "./markdown/markdown.js";
import { renderLatex } from "./math/formulas.js";
import { cleanHtml } from "./html/html-cleaner.js";
import { leftOffRow, MOST_ROWS } from "./html/sibling-bound.js";
import { jsonTree } from "./json-tree.js";
import { fill } from "./assets/templates.js";
import { terminalText } from "../text/terminal.js";
import { printedHtml } from "./terminal/printed.js";
import { escapeHtml } from "../text/escape.js";
import { restOfTraceback } from "./traceback.js";
import { leftOut } from "./warnings.js";

/** HTML of one block of a code cell's results. */
export async function renderBlock(block: Block, chapter: ChapterContext): Promise<string> {
  switch (block.kind) {
    case "stream":
      return renderText(block.text, block.name === "stderr" ? "stderr" : "");
    case "error":
      return renderError(block);
    case "claim":
      return await renderClaim(block, chapter);
    case "figure":
      return await renderFigure(block, chapter);
    case "table":
      return renderTable(block, chapter);
    case "rich":
      return renderBundle(block.bundle, chapter);
  }
}

/** A numbered table, under the caption that the Markdown before it has set, if any. */
function renderTable(table: TableBlock, chapter: ChapterContext): string {
  const source = chapter.caption === null ? table.source : `${chapter.caption}\n\n${table.source}`;
  chapter.caption = null;
  const tables = [chapter.book.labels.ofBlock.get(table)!];
  return renderMarkdown(source, { ...chapter.markdown, tables, mostRows: MOST_ROWS });
}

/** A thrown error or a failure that the runner saw, with its traceback. */
export function renderError(error: Omit<ErrorBlock, "kind">): string {
  const trace = printedHtml(restOfTraceback(error), "");
  return fill("error", { ename: error.ename, evalue: terminalText(error.evalue), trace });
}

/** How much deeper than in the notebook's HTML an output's headings stand: below those of the prose. */
const HEADING_SHIFT = 3;

/** HTML of each form that is no figure. */
const FORMS: Readonly<Record<string, (bundle: MimeBundle, chapter: ChapterContext) => string>> = {
  [JSON_MIME]: (bundle) => fill("output", { html: jsonTree(bundle[JSON_MIME]) }),
  "text/html": (bundle, chapter) => {
    const context = { ...htmlContext(chapter.markdown, HEADING_SHIFT), mostSiblings: MOST_ROWS };
    return fill("output", { html: cleanHtml(bundleText(bundle["text/html"]), context) });
  },
  "text/markdown": (bundle, chapter) => {
    const context = { ...chapter.markdown, mostRows: MOST_ROWS };
    return fill("output", { html: renderMarkdown(bundleText(bundle["text/markdown"]), context) });
  },
  "text/latex": (bundle, { markdown }) => {
    const refer = (tex: string): string => withReferences(tex, markdown);
    return fill("output", { html: renderLatex(bundleText(bundle["text/latex"]), markdown, refer) });
  },
  "text/csv": (bundle) => fill("output", { html: csvTable(bundleText(bundle["text/csv"])) }),
  "application/vnd.jupyter.stderr": (bundle) =>
    renderText(bundleText(bundle["application/vnd.jupyter.stderr"]), "stderr"),
  "application/vnd.jupyter.stdout": (bundle) => renderText(bundleText(bundle["application/vnd.jupyter.stdout"]), ""),
  "text/plain": (bundle, chapter) => renderPlain(bundle, chapter),
};

/** The best form of a display; where there is none, a mark that names its type. */
function renderBundle(bundle: MimeBundle, chapter: ChapterContext): string {
  const form = shownForms(bundle).find((mime) => Object.hasOwn(FORMS, mime));
  if (form !== undefined) return FORMS[form]!(bundle, chapter);
  // What is empty says nothing, and nothing is said of it: a cell may end in an empty text.
  const mime = Object.keys(bundle).find((one) => !isShowable(one));
  return mime === undefined ? "" : fill("output", { html: markOf(mime, chapter) });
}

/** Text; what JupyterLab shows before it, and a page cannot, is marked, and a kernel's name for an object says nothing more. */
function renderPlain(bundle: MimeBundle, chapter: ChapterContext): string {
  const plain = bundleText(bundle["text/plain"]);
  const isName = /^<[\w.]+(?: object)?.*>$/.test(plain.trim());
  const missing = Object.keys(bundle).find((mime) => UNSHOWN.some(([type]) => type.test(mime)));
  const html = bundleText(bundle["text/html"]);
  if (missing === undefined && isName && html !== "") return FORMS["text/html"]!(bundle, chapter);
  const mark = missing === undefined ? "" : fill("output", { html: markOf(missing, chapter) });
  return mark !== "" && isName ? mark : mark + renderText(plain, "");
}

/** What JupyterLab itself shows, and no page can: types, what people call them, and why. */
const UNSHOWN: readonly (readonly [type: RegExp, what: string, why: string])[] = [
  [/^(?:text|application)\/javascript$/, "what a script would draw or do", "the page runs no script of a notebook"],
  [/^application\/vnd\.jupyter\.widget-view\+json$/, "a widget", "no kernel stands behind the page"],
  [/^application\/pdf$/, "a PDF", "the page holds text and pictures"],
  [/^text\/vnd\.mermaid$/, "a diagram", "the page draws none from Mermaid"],
  [/^application\/vnd\.vega\.v\d\+json$/, "a chart in Vega", "the page draws charts in Vega-Lite"],
];

function markOf(mime: string, chapter: ChapterContext): string {
  const [, what, why] = UNSHOWN.find(([type]) => type.test(mime)) ?? [
    mime,
    "an output",
    "the page has no way to show it",
  ];
  return leftOut(`${what} of type ${mime}`, why, chapter.markdown);
}

/** A table of CSV, its first line as the head. */
function csvTable(text: string): string {
  const [head = [], ...rows] = csvRows(text);
  const line = (cells: readonly string[], tag: "th" | "td"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.slice(0, MOST_ROWS).map((cells) => line(cells, "td"));
  if (rows.length > MOST_ROWS) body.push(leftOffRow(rows.length - MOST_ROWS));
  return `<div class="table-scroll"><table><thead>${line(head, "th")}</thead><tbody>${body.join("")}</tbody></table></div>`;
}

/** What a cell printed. */
function renderText(text: string, stream: string): string {
  return printedHtml(text, `output ${stream}`.trimEnd());
}
