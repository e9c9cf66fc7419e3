/** A notebook as a chapter: prose, code and outputs in their order, and the appendix that paper needs. */
import type { Chapter, DocumentCell, ProseCell, ResultCell } from "../document/model.js";
import { isArticle } from "../document/numbering.js";
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
import { sayNumber } from "../text/numbers.js";
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
  const parts: ChapterParts = { opening: [], summary: [], blocks: [title.notes] };
  for (const [index, cell] of source.cells.entries()) {
    enterCell(chapter, source, cell);
    const html = await renderCell(
      cell,
      cell === opening?.cell ? opening.heading : "",
      source.cells[index + 1],
      chapter,
    );
    if (html !== "") parts[cell.isFront ? "opening" : cell.isSummary ? "summary" : "blocks"].push(html);
  }
  book.opening.push(...parts.opening);
  parts.blocks.push(unmarkedNotes(chapter.markdown));
  const { citations, warnings } = chapter.markdown;
  const { number, anchor } = source;
  const html = fillChapter(source, title, parts, chapter);
  return { number, anchor, title: title.bare, sections: chapter.headings, citations, warnings, html };
}

/** HTML of a chapter's cells: for the head of the page, above the fold, and all others. */
interface ChapterParts {
  opening: string[];
  summary: string[];
  blocks: string[];
}

async function renderCell(
  cell: DocumentCell,
  heading: string,
  next: DocumentCell | undefined,
  chapter: ChapterContext,
): Promise<string> {
  if (cell.kind === "result") return await renderResult(cell, chapter);
  return renderProse(cell, cell.source.replace(heading, ""), next, chapter);
}

/** A chapter that sums itself up is folded behind that, unless something in it went wrong. */
function fillChapter(
  chapter: Chapter,
  title: Title,
  { summary, blocks }: ChapterParts,
  { book, listings }: ChapterContext,
): string {
  const { number, anchor, failures } = chapter;
  const isShort = isArticle(chapter);
  const isFolded = summary.length > 0 && failures.length === 0 && !book.isAlone;
  return fill("chapter", {
    number,
    anchor,
    title: title.html,
    isAlone: book.isAlone,
    isArticle: isShort,
    isFolded,
    failed: failures.length > 0,
    summary,
    blocks: blocks.filter((block) => block !== ""),
    appendix: appendixOf(listings),
    appendixTitle: book.isAlone || isShort ? "Code" : `Appendix to chapter ${number}`,
  });
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

async function renderOutput(cell: ResultCell, chapter: ChapterContext): Promise<string> {
  const { blocks, foldedFrom, leftOff, failures, tableCaption } = cell;
  if (tableCaption !== null) chapter.caption = valuesInLine(`Table: ${tableCaption}`, proseContext(chapter));
  const parts: string[] = [];
  for (const block of blocks) parts.push(await renderBlock(block, chapter));
  const joined = (some: readonly string[]): string => some.filter((part) => part !== "").join("\n");
  const shown = parts.slice(0, foldedFrom ?? parts.length);
  if (!blocks.some(({ kind }) => kind === "error")) shown.push(...failures.map(renderError));
  if (foldedFrom === null) return joined(shown);
  const rest = { count: countOutputs(blocks.length - foldedFrom), html: joined(parts.slice(foldedFrom)) };
  return `${joined(shown)}\n${fill("more", { ...rest, leftOff: leftOff === 0 ? null : { count: countOutputs(leftOff) } })}`;
}

function countOutputs(count: number): string {
  return count === 1 ? "1 more output" : `${sayNumber(count)} more outputs`;
}
