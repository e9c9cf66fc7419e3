/** A notebook as a chapter: prose, outputs in their order, code folded, and the appendix that paper needs. */
import type { Cell, CodeCell, ExecutedNotebook, Output } from "../types.js";
import { listing, type Listing } from "./code.js";
import { joinText } from "../notebooks/cells.js";
import type { Citation } from "./references/citations.js";
import { enterCell, openChapter, titleOf, type Book, type Chapter } from "./context.js";
import { figuresOfClaims, isTable } from "./displays.js";
import { unmarkedNotes } from "./markdown/footnotes.js";
import { renderMarkdown, renderTitle, type Heading, type Title } from "./markdown/markdown.js";
import { renderError, renderOutput } from "./outputs.js";
import { splitFinalCaption } from "./markdown/tables.js";
import { fill } from "./assets/templates.js";
import { escapeHtml } from "./text.js";
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

/** Renders a notebook as a chapter. */
export async function renderChapter(book: Book, notebook: ExecutedNotebook): Promise<RenderedChapter> {
  const chapter = openChapter(book, notebook);
  const opening = titleOf(notebook);
  const sources = prose(notebook, opening.heading);
  const placed = figuresOfClaims(notebook);
  const title = openingTitle(notebook, opening, chapter);
  const blocks = [title.notes];
  const listings: Listing[] = [];
  for (const [index, cell] of notebook.notebook.cells.entries()) {
    enterCell(chapter, notebook, cell);
    if (cell.cell_type === "markdown") {
      const next = notebook.notebook.cells[index + 1];
      blocks.push(renderProse(cell, sources.get(index) ?? "", next, chapter));
    } else if (cell.cell_type === "code") {
      const failures = notebook.failures.filter((failure) => failure.cellIndex === index);
      blocks.push(await renderCodeCell(cell, chapter, placed, failures, listings));
    }
  }
  blocks.push(unmarkedNotes(chapter.markdown));
  const html = fill("chapter", {
    number: chapter.number,
    anchor: chapter.anchor,
    title: title.html,
    failed: notebook.failures.length > 0,
    blocks: blocks.filter((block) => block !== ""),
    appendix: appendix(listings),
  });
  return {
    number: chapter.number,
    anchor: chapter.anchor,
    title: title.bare,
    sections: chapter.headings,
    citations: chapter.markdown.citations,
    warnings: chapter.markdown.warnings,
    html,
  };
}

/** The chapter's title, with what its cell holds; the name of a notebook without one is no Markdown. */
function openingTitle(notebook: ExecutedNotebook, { title, heading }: Opening, chapter: Chapter): Title {
  if (heading === null) return { html: escapeHtml(title), bare: escapeHtml(title), notes: "" };
  const home = notebook.notebook.cells.find(
    (cell) => cell.cell_type === "markdown" && joinText(cell.source).includes(heading),
  );
  if (home !== undefined) enterCell(chapter, notebook, home);
  return renderTitle(title, chapter.markdown);
}

type Opening = ReturnType<typeof titleOf>;

/** A Markdown cell; a caption at its end is kept for the table that the code cell behind it shows. */
function renderProse(cell: Cell, source: string, next: Cell | undefined, chapter: Chapter): string {
  const tables = chapter.book.labels.ofCell.get(cell) ?? [];
  const showsTable = next?.cell_type === "code" && next.outputs.some(isTable);
  const split = showsTable ? splitFinalCaption(source) : { source, caption: null };
  chapter.caption = split.caption;
  return renderMarkdown(split.source, { ...chapter.markdown, tables });
}

/** Outputs first, then the code that made them: the reader came for the result. */
async function renderCodeCell(
  cell: CodeCell,
  chapter: Chapter,
  placed: ReadonlyMap<string, Output[]>,
  failures: ExecutedNotebook["failures"],
  listings: Listing[],
): Promise<string> {
  const taken = new Set([...placed.values()].flat());
  const parts: string[] = [];
  for (const output of cell.outputs) if (!taken.has(output)) parts.push(await renderOutput(output, chapter, placed));
  const shown = cell.outputs.some((output) => output.output_type === "error");
  if (!shown) parts.push(...failures.map(renderError));
  const source = joinText(cell.source);
  if (source.trim() !== "") {
    chapter.listings += 1;
    const code = listing(`${chapter.number}.${chapter.listings}`, source);
    listings.push(code);
    parts.push(fill("code", { ...code, open: failures.length > 0 }));
  }
  return parts.join("\n");
}

/** The Markdown cells' sources by index, without the chapter's title. */
function prose({ notebook }: ExecutedNotebook, heading: string | null): Map<number, string> {
  const sources = new Map<number, string>();
  let title = heading;
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== "markdown") continue;
    const source = joinText(cell.source);
    const holdsTitle = title !== null && source.includes(title);
    sources.set(index, holdsTitle ? source.replace(title!, "") : source);
    if (holdsTitle) title = null;
  }
  return sources;
}

/** For paper: the listings, which are folded on screen. */
function appendix(listings: Listing[]): object | null {
  return listings.length === 0 ? null : { listings };
}
