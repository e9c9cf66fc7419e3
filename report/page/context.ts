/** What all parts of the page share while it is built: numbers, anchors, and the figures met so far. */
import { CLAIM_MIME, statementResults, type ClaimResult, type Provenance } from "ncsparse-kit";
import { labelClaims, labelPart, type ClaimLabel } from "../ledger/claim-labels.js";
import { bundleOf, joinText, outputsOf } from "../notebooks/cells.js";
import type { Cell, ExecutedNotebook, Output } from "../types.js";
import type { Bibliography } from "./bibliography.js";
import { numberEquations, type EquationBook } from "./equations.js";
import type { LabelBook } from "./labels.js";
import type { FigureSourceText } from "./figure-sources.js";
import type { NotebookImages } from "./images.js";
import { readNotes, withoutMarks, type Heading, type MarkdownContext } from "./markdown.js";
import { REMEMBERED_PIECES, type Pieces } from "./pieces.js";
import { slug } from "./text.js";
import { titleIn } from "./title.js";
import type { Warning } from "./warnings.js";

/** The whole page under construction. */
export interface Book {
  equations: EquationBook;
  /** What claims are called, by the anchors of their boxes. */
  claimLabels: ReadonlyMap<string, ClaimLabel>;
  /** What came out of each claim, by the same anchors. */
  claimResults: ReadonlyMap<string, ClaimResult>;
  chapters: ReadonlySet<string>;
  /** Number and title (Markdown, or the name of a notebook without one) of each chapter by its anchor. */
  chapterTitles: ReadonlyMap<string, { number: number; title: string; isName: boolean }>;
  anchors: Set<string>;
  /** What each provenance means, for the note beside a box. */
  provenance: Readonly<Record<Provenance, string>>;
  labels: LabelBook;
  bibliography: Bibliography;
  /** Image files that notebooks name, by the notebook's name. */
  imageFiles: Readonly<Record<string, NotebookImages>>;
  /** All notebooks are there, and none failed. */
  isWhole: boolean;
  /** Figures that chapters have sent to the head of the report, as HTML. */
  front: string[];
  /** What figures are made of, by their ids. */
  sources: Map<string, FigureSourceText>;
  /** Figures that could not be drawn. */
  notDrawn: UndrawnFigure[];
  /** Where drawings come from. */
  pieces: Pieces;
}

/** A figure that could not be drawn: the page says so in its place, and the report has failed. */
export interface UndrawnFigure {
  /** E.g. "Figure 3.2". */
  label: string;
  anchor: string;
  reason: string;
}

/** One notebook under construction. */
export interface Chapter {
  book: Book;
  /** From 1. */
  number: number;
  /** The notebook's name as an anchor. */
  anchor: string;
  markdown: MarkdownContext;
  headings: Heading[];
  /** Caption of the next table that a code cell shows, as Markdown. */
  caption: string | null;
  /** Count of code cells so far. */
  listings: number;
}

/** First pass: labels claims, numbers equations in the order of the chapters, and reserves their anchors. */
export function openBook(
  notebooks: readonly ExecutedNotebook[],
  found: Pick<Book, "labels" | "bibliography" | "isWhole" | "provenance" | "imageFiles">,
  pieces: Pieces = REMEMBERED_PIECES,
): Book {
  const chapters = notebooks.map((notebook) => slug(notebook.name));
  const equations = numberEquations(notebooks.map((book) => ({ number: book.number, markdown: markdownOf(book) })));
  const claims = labelledClaims(notebooks);
  const claimLabels = new Map(Array.from(claims, ([anchor, { label }]) => [anchor, label]));
  const claimResults = new Map(Array.from(claims, ([anchor, { claim }]) => [anchor, claim]));
  const anchors = new Set([
    ...RESERVED,
    ...chapters,
    ...claimLabels.keys(),
    ...[...equations.values()].map((e) => e.anchor),
  ]);
  const chapterTitles = new Map(
    notebooks.map((book, at) => {
      const { title, heading } = titleOf(book);
      return [chapters[at]!, { number: book.number, title: withoutMarks(title), isName: heading === null }];
    }),
  );
  const shared = { equations, claimLabels, claimResults, chapters: new Set(chapters), chapterTitles };
  return { ...shared, anchors, front: [], sources: new Map(), notDrawn: [], ...found, pieces };
}

/** Anchors of the page's own parts. */
const RESERVED = [
  "top",
  "abstract",
  "ledger",
  "contents",
  "explore",
  "figure-sources",
  "packed-script",
  "findings",
  "references",
  "colophon",
  "search-results",
];

/** The state of a notebook's chapter. */
export function openChapter(book: Book, notebook: ExecutedNotebook): Chapter {
  const anchor = slug(notebook.name);
  const headings: Heading[] = [];
  const notes = readNotes(notebook.notebook.cells.flatMap(markdownIn));
  const place = { place: notebook.path, where: notebook.name };
  const images = book.imageFiles[notebook.name] ?? {};
  const markdown = { ...book, ...nothingYet(), ...place, chapter: anchor, headings, notes, images };
  return { book, number: notebook.number, anchor, markdown, headings, caption: null, listings: 0 };
}

/** Tells the chapter which cell is being rendered: messages name it. */
export function enterCell(chapter: Chapter, notebook: ExecutedNotebook, cell: Cell): void {
  const number = notebook.notebook.cells.indexOf(cell) + 1;
  chapter.markdown = {
    ...chapter.markdown,
    place: `${notebook.path}: cell "${cell.id}"`,
    where: `${notebook.name}, cell ${number} (${cell.id})`,
    attachments: (cell.cell_type === "code" ? undefined : cell.attachments) ?? {},
  };
}

/** A context for Markdown that stands outside the chapters, such as the abstract. */
export function frontMatter(book: Book, name: string): MarkdownContext {
  return { ...book, ...nothingYet(), chapter: name, place: name, where: `the report's ${name}`, notes: readNotes([]) };
}

/** What a part of the page begins with: nothing met so far. */
function nothingYet(): Pick<
  MarkdownContext,
  "headings" | "citations" | "warnings" | "macros" | "images" | "attachments"
> {
  return { headings: [], citations: [], warnings: [] as Warning[], macros: new Map(), images: {}, attachments: {} };
}

/** Anchor of a claim's box: its id in lower case, other than letters and digits as "-". */
export function claimAnchor(id: string): string {
  return slug(id);
}

/** The claim that an output carries, or null. */
export function claimOf(output: Output): ClaimResult | null {
  const claim = bundleOf(output)?.[CLAIM_MIME];
  return typeof claim === "object" && claim !== null && "id" in claim ? (claim as ClaimResult) : null;
}

interface LabelledClaim {
  label: ClaimLabel;
  claim: ClaimResult;
}

/** Claims and what they are called, by their anchors. The first box of a claim is its home. */
function labelledClaims(notebooks: readonly ExecutedNotebook[]): Map<string, LabelledClaim> {
  const labelled = new Map<string, LabelledClaim>();
  for (const notebook of notebooks) {
    const own = new Map<string, ClaimResult>();
    for (const output of outputsOf(notebook.notebook)) {
      const claim = claimOf(output);
      const anchor = claim === null ? null : claimAnchor(claim.id);
      if (anchor !== null && !labelled.has(anchor) && !own.has(anchor)) own.set(anchor, claim!);
    }
    const labels = labelClaims(notebook.number, [...own.values()]);
    for (const [index, claim] of [...own.values()].entries()) labelStatements(claim, labels[index]!, labelled);
  }
  return labelled;
}

/** The claim by its anchor and by those of its aliases, and its parts by theirs. */
function labelStatements(claim: ClaimResult, label: ClaimLabel, labelled: Map<string, LabelledClaim>): void {
  for (const id of [claim.id, ...claim.aliases]) labelled.set(claimAnchor(id), { label, claim });
  const [, ...parts] = statementResults(claim);
  for (const [i, part] of parts.entries())
    labelled.set(claimAnchor(part.id), { label: labelPart(part, i, label), claim: part });
}

/** The notebook's first heading of level 1 is the chapter's title; the name stands in where there is none. */
export function titleOf({ name, notebook }: ExecutedNotebook): { title: string; heading: string | null } {
  for (const source of notebook.cells.flatMap(markdownIn)) {
    const found = titleIn(source);
    if (found !== null) return found;
  }
  return { title: name, heading: null };
}

function markdownOf({ notebook }: ExecutedNotebook): string {
  return notebook.cells.flatMap(markdownIn).join("\n\n");
}

function markdownIn(cell: Cell): string[] {
  return cell.cell_type === "markdown" ? [joinText(cell.source)] : [];
}
