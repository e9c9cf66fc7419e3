/** What a cell printed, displayed or threw, as HTML. Text is escaped, HTML cleaned, errors shown loudly in place. */
import type { Block, ErrorBlock, TableBlock } from "../document/model.js";
import { bundleText } from "../notebooks/cells.js";
import type { MimeBundle } from "../types.js";
import { renderClaim } from "./claims/claim-box.js";
import type { ChapterContext } from "./context.js";
import { renderFigure } from "./figures/figures.js";
import { htmlContext, renderMarkdown } from "./markdown/markdown.js";
import { renderLatex } from "./math/formulas.js";
import { cleanHtml } from "./html/html-cleaner.js";
import { fill } from "./assets/templates.js";
import { terminalText } from "../text/terminal.js";
import { boundText } from "./text.js";
import { leftOut, type Warning } from "./warnings.js";

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
  return renderMarkdown(source, { ...chapter.markdown, tables });
}

/** A thrown error or a failure that the runner saw, with its traceback. */
export function renderError(error: Omit<ErrorBlock, "kind">): string {
  const trace = boundText(terminalText(error.traceback.join("\n")));
  return fill("error", { ename: error.ename, evalue: terminalText(error.evalue), trace: trace.text });
}

/** How much deeper than in the notebook's HTML an output's headings stand: below those of the prose. */
const HEADING_SHIFT = 3;

/** The richest form of a bundle that the page can show; the next one where nothing of it can be shown. */
function renderBundle(bundle: MimeBundle, chapter: ChapterContext): string {
  const html = bundleText(bundle["text/html"]);
  const [plain, poorer] = [
    bundleText(bundle["text/plain"]),
    Object.keys(bundle).filter((mime) => mime !== "text/html"),
  ];
  if (html !== "") {
    const warnings: Warning[] = [];
    const clean = cleanHtml(html, { ...htmlContext(chapter.markdown, HEADING_SHIFT), warnings });
    const isShown = warnings.length === 0 || showsSomething(clean) || poorer.every((mime) => isEmpty(mime, bundle));
    if (isShown) chapter.markdown.warnings.push(...warnings);
    if (isShown) return fill("output", { html: clean });
  }
  const markdown = bundleText(bundle["text/markdown"]);
  if (markdown !== "") return fill("output", { html: renderMarkdown(markdown, chapter.markdown) });
  const latex = bundleText(bundle["text/latex"]);
  if (latex !== "") return fill("output", { html: renderLatex(latex, chapter.markdown) });
  if (plain !== "") return renderText(plain, "");
  if ("application/json" in bundle) return renderText(JSON.stringify(bundle["application/json"], null, 2), "");
  const [mime] = poorer;
  return mime === undefined
    ? ""
    : fill("output", { html: leftOut(`an output of type ${mime}`, UNKNOWN, chapter.markdown) });
}

const UNKNOWN = "the page has no way to show it";

/** Whether cleaned HTML has more to see than marks of what was left out. */
function showsSomething(clean: string): boolean {
  const rest = clean.replace(/<span class="left-out">[^<]*<\/span>/g, "");
  return /<(?:img|hr)\b/.test(rest) || rest.replace(/<[^>]*>/g, "").trim() !== "";
}

/** Whether a form of an output says nothing: other than text that shows something, or a kernel's name for an object. */
function isEmpty(mime: string, bundle: MimeBundle): boolean {
  const text = bundleText(bundle[mime]).trim();
  return (
    !["text/plain", "text/markdown", "text/latex"].includes(mime) || text === "" || /^<[\w.]+ object.*>$/.test(text)
  );
}

/** Printed text, bounded: the page is for reading, whole logs stay in the executed notebook. */
function renderText(text: string, stream: string): string {
  const bounded = boundText(terminalText(text));
  if (bounded.text.trim() === "") return "";
  const leftOff = bounded.linesLeftOff > 0 ? { lines: bounded.linesLeftOff } : null;
  return fill("output", { text: bounded.text, stream, leftOff });
}
