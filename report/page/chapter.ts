/** A notebook as a chapter: prose, code and outputs in their order, and the appendix that paper needs. */
import type { Chapter, DocumentCell, ProseCell, ResultCell } from "../document/model.js";
import { appendixOf, renderCode } from "./code-place.js";
import { enterCell, openChapter, proseContext, titleOf, type Book, type ChapterContext } from "./context.js";
import { unmarkedNotes } from "./markdown/footnotes.js";
import { renderMarkdown, renderTitle, type Heading, type Title } from "./markdown/markdown.js";
import { splitFinalCaption } from "./markdown/tables.js";
import { valuesInLine } from "./markdown/values.js";
import { renderBlock, renderError } from "./outputs.js";
import type { Citation } from "./references/citations.js";
import { fill } from "./assets/templates.js";
import { escapeHtml } from "../text/escape.js";
import { warn, type Warning } from "./warnings.js";

/** A finished chapter: its HTML, and what the contents list needs. */
export interface RenderedChapter {
  number: number;
  anchor: string;
  /** HTML of the title, without the number and without marks of notes. */
  title: string;
  sections: Heading[];
  citations: readonly Citation[];
  warnings: readonly Warning[];
  html: string;
}

/** Renders a chapter of the document. */
export async function renderChapter(book: Book, source: Chapter): Promise<RenderedChapter> {
  const chapter = openChapter(book, source);
  const opening = titleOf(source);
  const title = renderOpening(source, opening, chapter);
  const blocks = [title.notes];
  for (const [index, cell] of source.cells.entries()) {
    enterCell(chapter, source, cell);
    if (cell.kind === "result") blocks.push(await renderResult(cell, chapter));
    else {
      const text = cell === opening?.cell ? cell.source.replace(opening.heading, "") : cell.source;
      blocks.push(renderProse(cell, text, source.cells[index + 1], chapter));
    }
  }
  blocks.push(unmarkedNotes(chapter.markdown));
  const { number, anchor } = source;
  const html = fill("chapter", {
    number,
    anchor,
    title: title.html,
    isAlone: book.isAlone,
    failed: source.failures.length > 0,
    blocks: blocks.filter((block) => block !== ""),
    appendix: appendixOf(chapter.listings),
    appendixTitle: book.isAlone ? "Code" : `Appendix to chapter ${number}`,
  });
  const { citations, warnings } = chapter.markdown;
  return { number, anchor, title: title.bare, sections: chapter.headings, citations, warnings, html };
}

/** The chapter's title, with what its cell holds; the name of a notebook without one is no Markdown. */
function renderOpening(source: Chapter, opening: ReturnType<typeof titleOf>, chapter: ChapterContext): Title {
  if (opening === null) return { html: escapeHtml(source.name), bare: escapeHtml(source.name), notes: "" };
  enterCell(chapter, source, opening.cell);
  return renderTitle(opening.title, proseContext(chapter));
}

/** A Markdown cell; a caption at its end is kept for the table that the code cell behind it shows. */
function renderProse(cell: ProseCell, source: string, next: DocumentCell | undefined, chapter: ChapterContext): string {
  const tables = chapter.book.labels.ofCell.get(cell) ?? [];
  const showsTable =
    next?.kind === "result" && next.number === cell.number + 1 && next.blocks.some(({ kind }) => kind === "table");
  const split = showsTable ? splitFinalCaption(source) : { source, caption: null };
  chapter.caption = split.caption === null ? null : valuesInLine(split.caption, proseContext(chapter));
  const html = renderMarkdown(split.source, { ...proseContext(chapter), tables });
  return cell.isFolded ? fill("folded", { what: "A text", html }) : html;
}

/** Code above what it shows, each as its author wants it; a failure is told whatever that is. */
async function renderResult(cell: ResultCell, chapter: ChapterContext): Promise<string> {
  for (const problem of cell.problems) warn(problem, chapter.markdown);
  const code = renderCode(cell, chapter);
  const number = code === "" ? "A cell" : `Listing ${chapter.listings.at(-1)!.number}`;
  const output = await renderOutput(cell, chapter);
  const folded = cell.output === "folded" && output !== "" ? fill("folded", { what: "Output", html: output }) : output;
  const html = [code, folded].filter((part) => part !== "").join("\n");
  return cell.cell === "folded" && html !== "" ? fill("folded", { what: number, html }) : html;
}

async function renderOutput({ blocks, failures, tableCaption }: ResultCell, chapter: ChapterContext): Promise<string> {
  if (tableCaption !== null) chapter.caption = valuesInLine(`Table: ${tableCaption}`, proseContext(chapter));
  const parts: string[] = [];
  for (const block of blocks) parts.push(await renderBlock(block, chapter));
  if (!blocks.some(({ kind }) => kind === "error")) parts.push(...failures.map(renderError));
  return parts.filter((part) => part !== "").join("\n");
}
