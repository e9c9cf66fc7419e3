/** A notebook as a chapter: prose, outputs in their order, code folded, and the appendix that paper needs. */
import type { Chapter, DocumentCell, ProseCell, ResultCell } from "../document/model.js";
import { listing, type Listing } from "./code.js";
import { enterCell, openChapter, titleOf, type Book, type ChapterContext } from "./context.js";
import { unmarkedNotes } from "./markdown/footnotes.js";
import { renderMarkdown, renderTitle, type Heading, type Title } from "./markdown/markdown.js";
import { splitFinalCaption } from "./markdown/tables.js";
import { renderBlock, renderError } from "./outputs.js";
import type { Citation } from "./references/citations.js";
import { fill } from "./assets/templates.js";
import { escapeHtml } from "../text/escape.js";
import type { Warning } from "./warnings.js";

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
    failed: source.failures.length > 0,
    blocks: blocks.filter((block) => block !== ""),
    // For paper: the listings, which are folded on screen.
    appendix: chapter.listings.length === 0 ? null : { listings: chapter.listings },
  });
  const { citations, warnings } = chapter.markdown;
  return { number, anchor, title: title.bare, sections: chapter.headings, citations, warnings, html };
}

/** The chapter's title, with what its cell holds; the name of a notebook without one is no Markdown. */
function renderOpening(source: Chapter, opening: ReturnType<typeof titleOf>, chapter: ChapterContext): Title {
  if (opening === null) return { html: escapeHtml(source.name), bare: escapeHtml(source.name), notes: "" };
  enterCell(chapter, source, opening.cell);
  return renderTitle(opening.title, chapter.markdown);
}

/** A Markdown cell; a caption at its end is kept for the table that the code cell behind it shows. */
function renderProse(cell: ProseCell, source: string, next: DocumentCell | undefined, chapter: ChapterContext): string {
  const tables = chapter.book.labels.ofCell.get(cell) ?? [];
  const showsTable =
    next?.kind === "result" && next.number === cell.number + 1 && next.blocks.some(({ kind }) => kind === "table");
  const split = showsTable ? splitFinalCaption(source) : { source, caption: null };
  chapter.caption = split.caption;
  return renderMarkdown(split.source, { ...chapter.markdown, tables });
}

/** Outputs first, then the code that made them: the reader came for the result. */
async function renderResult({ blocks, failures, source }: ResultCell, chapter: ChapterContext): Promise<string> {
  const parts: string[] = [];
  for (const block of blocks) parts.push(await renderBlock(block, chapter));
  if (!blocks.some(({ kind }) => kind === "error")) parts.push(...failures.map(renderError));
  if (source.trim() !== "") {
    const code: Listing = listing(`${chapter.number}.${chapter.listings.length + 1}`, source);
    chapter.listings.push(code);
    parts.push(fill("code", { ...code, open: failures.length > 0 }));
  }
  return parts.join("\n");
}
