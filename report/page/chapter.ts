/** A notebook as a chapter: prose, outputs in their order, code folded, and the appendix that paper needs. */
import type { CodeCell, ExecutedNotebook, Output } from "../types.js";
import { listing, type Listing } from "./code.js";
import { joinText, outputsOf } from "../notebooks/cells.js";
import { claimOf, openChapter, type Book, type Chapter } from "./context.js";
import { figureMetadata } from "./figure-metadata.js";
import { isFigure } from "./figures.js";
import { renderInline, renderMarkdown, type Heading } from "./markdown.js";
import { renderError, renderOutput } from "./outputs.js";
import { fill } from "./templates.js";

/** A finished chapter: its HTML, and what the contents list needs. */
export interface RenderedChapter {
  number: number;
  anchor: string;
  /** HTML of the title, without the number. */
  title: string;
  sections: Heading[];
  html: string;
}

/** Renders a notebook as chapter `number`. */
export async function renderChapter(book: Book, notebook: ExecutedNotebook, number: number): Promise<RenderedChapter> {
  const chapter = openChapter(book, notebook, number);
  const prepared = withoutTitle(notebook);
  const placed = figuresOfClaims(notebook);
  const blocks: string[] = [];
  const listings: Listing[] = [];
  for (const [index, cell] of notebook.notebook.cells.entries()) {
    if (cell.cell_type === "markdown") {
      blocks.push(renderMarkdown(prepared.sources[index] ?? "", chapter.markdown));
    } else if (cell.cell_type === "code") {
      const failures = notebook.failures.filter((failure) => failure.cellIndex === index);
      blocks.push(await renderCodeCell(cell, chapter, placed, failures, listings));
    }
  }
  const title = renderInline(prepared.title, chapter.markdown);
  const html = fill("chapter", {
    number,
    anchor: chapter.anchor,
    title,
    failed: notebook.failures.length > 0,
    blocks,
    appendix: appendix(listings),
  });
  return { number, anchor: chapter.anchor, title, sections: chapter.headings, html };
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

/** Figures that name a claim of the same notebook, by the claim's id: they stand in its box. */
function figuresOfClaims(notebook: ExecutedNotebook): Map<string, Output[]> {
  const outputs = outputsOf(notebook.notebook);
  const claims = new Set(outputs.flatMap((output) => claimOf(output)?.id ?? []));
  const placed = new Map<string, Output[]>();
  for (const output of outputs) {
    const { claim } = figureMetadata(output);
    if (claim !== undefined && claims.has(claim) && isFigure(output))
      placed.set(claim, [...(placed.get(claim) ?? []), output]);
  }
  return placed;
}

/** The notebook's first `# heading` is the chapter's title; the name stands in where there is none. */
function withoutTitle(notebook: ExecutedNotebook): { title: string; sources: (string | null)[] } {
  const heading = /^# +(.+)$/m;
  const sources = notebook.notebook.cells.map((cell) => (cell.cell_type === "markdown" ? joinText(cell.source) : null));
  const at = sources.findIndex((source) => source !== null && heading.test(source));
  if (at < 0) return { title: notebook.name, sources };
  const source = sources[at]!;
  const title = heading.exec(source)![1]!.trim();
  return { title, sources: sources.with(at, source.replace(heading, "")) };
}

/** For paper: the listings, which are folded on screen. */
function appendix(listings: Listing[]): object | null {
  return listings.length === 0 ? null : { listings };
}
