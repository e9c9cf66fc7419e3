/** What all parts of the page share while it is built: numbers, anchors, and the figures met so far. */
import type { ClaimResult, Provenance } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import type { CodePlace } from "../config/project.js";
import { anchorOf } from "../document/anchors.js";
import { labelPart, type ClaimLabel } from "../document/claim-labels.js";
import { claimsOf, type Chapter, type DocumentCell, type ProseCell, type ReportDocument } from "../document/model.js";
import type { Bibliography } from "./references/bibliography.js";
import type { CitationStyle } from "./references/csl-style.js";
import { numberEquations, type EquationBook } from "./markdown/equations.js";
import type { LabelBook } from "./labels.js";
import type { FigureSourceText } from "./figures/figure-sources.js";
import type { NotebookImages } from "./html/images.js";
import { readNotes, type Heading, type MarkdownContext } from "./markdown/markdown.js";
import { Drawings } from "./figures/drawings.js";
import { REMEMBERED_PIECES } from "./pieces.js";
import type { PlacedListing } from "./code-place.js";
import { macrosOf } from "./math/macros.js";
import { titleIn } from "./markdown/title.js";
import { type ValueBook } from "./markdown/values.js";
import { saidTitle, valueBook } from "./said-title.js";
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
  /** How its works are cited; null: by authors and year. */
  citationStyle: CitationStyle | null;
  /** Image files that notebooks name, by the notebook's name. */
  imageFiles: Readonly<Record<string, NotebookImages>>;
  /** All notebooks are there, and none failed. */
  isWhole: boolean;
  /** Where code stands whose cell does not say. */
  code: CodePlace;
  /** The project's definitions in TeX. */
  macros: string;
  /** The page is of one notebook, whose title is the page's own. */
  isAlone: boolean;
  /** What stands first in the page, before the findings, as HTML. */
  opening: string[];
  /** Figures that chapters have sent to the head of the report, as HTML. */
  front: string[];
  /** What figures are made of, by their ids. */
  sources: Map<string, FigureSourceText>;
  /** Figures that could not be drawn. */
  notDrawn: UndrawnFigure[];
  /** Who draws its figures. */
  drawings: Drawings;
  /** What cells show under a name. */
  values: ValueBook;
  valueMayCome: (name: string) => boolean;
  /** What ends the report, so far. */
  refusals: string[];
  refuse: (problem: string) => void;
  mayCome: (label: string) => boolean;
}

/** A figure that could not be drawn: the page says so in its place, and the report has failed. */
export interface UndrawnFigure {
  /** E.g. "Figure 3.2". */
  label: string;
  anchor: string;
  reason: string;
}

/** One chapter under construction. */
export interface ChapterContext {
  book: Book;
  /** From 1. */
  number: number;
  /** The notebook's name as an anchor. */
  anchor: string;
  markdown: MarkdownContext;
  headings: Heading[];
  /** Caption of the next table that a code cell shows, as Markdown. */
  caption: string | null;
  /** Listings of the code cells so far. */
  listings: PlacedListing[];
}

/** What a book is opened with. */
type Found = Pick<
  Book,
  "labels" | "bibliography" | "citationStyle" | "isWhole" | "isAlone" | "provenance" | "imageFiles" | "code" | "macros"
>;

/** First pass: labels claims, numbers equations in the order of the chapters, and reserves their anchors. */
export function openBook(
  { chapters }: Pick<ReportDocument, "chapters">,
  found: Found,
  drawings: Drawings = new Drawings(REMEMBERED_PIECES),
  { mayCome, valueMayCome }: Pick<Book, "mayCome" | "valueMayCome"> = NOTHING_TO_COME,
): Book {
  const anchorsOfChapters = chapters.map(({ anchor }) => anchor);
  const equations = numberEquations(
    chapters.map((chapter) => ({ number: chapter.number, anchor: chapter.anchor, sources: proseOf(chapter) })),
  );
  const statements = statementsOf(chapters);
  const anchors = new Set([
    ...RESERVED,
    ...anchorsOfChapters,
    ...statements.claimLabels.keys(),
    ...[...equations.values()].map((e) => e.anchor),
  ]);
  const values = valueBook(chapters);
  const chapterTitles = new Map(
    chapters.map((chapter) => {
      const { anchor, number, name } = chapter;
      const title = titleOf(chapter)?.title;
      const said = title === undefined ? name : saidTitle(chapter, title, values);
      return [anchor, { number, title: said, isName: title === undefined }];
    }),
  );
  const shared = { equations, values, ...statements, chapters: new Set(anchorsOfChapters), chapterTitles };
  const refusals: string[] = [];
  const refusing = { refusals, refuse: (problem: string) => void refusals.push(problem), mayCome, valueMayCome };
  return {
    ...shared,
    anchors,
    opening: [],
    front: [],
    sources: new Map(),
    notDrawn: [],
    ...found,
    drawings,
    ...refusing,
  };
}

/** All cells have run. */
const NOTHING_TO_COME = { mayCome: () => false, valueMayCome: () => false };

/** Anchors of the page's own parts. */
const RESERVED = [
  "top",
  "abstract",
  "ledger",
  "verdicts",
  "contents",
  "explore",
  "figure-sources",
  "packed-script",
  "findings",
  "references",
  "colophon",
  "search-results",
];

/** The state of a chapter. */
export function openChapter(book: Book, chapter: Chapter): ChapterContext {
  const { number, anchor, name } = chapter;
  const headings: Heading[] = [];
  const notes = readNotes(proseOf(chapter));
  const place = { place: chapter.path, where: name };
  const images = book.imageFiles[name] ?? {};
  const headingShift = book.isAlone ? 0 : 1;
  const markdown = { ...book, ...nothingYet(book), ...place, chapter: anchor, headings, headingShift, notes, images };
  return { book, number, anchor, markdown, headings, caption: null, listings: [] };
}

/** What the chapter's prose is rendered within: it refers to values, as nothing that code has made does. */
export function proseContext({ markdown, book }: ChapterContext): MarkdownContext {
  return { ...markdown, values: book.values };
}

/** Tells the chapter which cell is being rendered: messages name it. */
export function enterCell(context: ChapterContext, { path, name }: Chapter, cell: DocumentCell): void {
  context.markdown = {
    ...context.markdown,
    place: `${path}: cell "${cell.id}"`,
    where: `${name}, cell ${cell.number} (${cell.id})`,
    attachments: cell.kind === "prose" ? cell.attachments : {},
  };
}

/** A context for Markdown that stands outside the chapters, such as the abstract. */
export function frontMatter(book: Book, name: string): MarkdownContext {
  return {
    ...book,
    ...nothingYet(book),
    chapter: name,
    place: name,
    where: `the report's ${name}`,
    notes: readNotes([]),
  };
}

/** What a part of the page begins with: nothing met so far. */
function nothingYet({
  macros,
}: Pick<Book, "macros">): Pick<
  MarkdownContext,
  "headings" | "citations" | "warnings" | "macros" | "images" | "attachments" | "setLabels" | "values"
> {
  return {
    headings: [],
    citations: [],
    warnings: [] as Warning[],
    macros: macrosOf(macros),
    images: {},
    attachments: {},
    setLabels: new Set(),
    // Prose alone refers to values.
    values: null,
  };
}

/** Results and labels of a report's statements, by their anchors: of claims by those of their aliases, too. */
interface StatementBook {
  claimLabels: Map<string, ClaimLabel>;
  claimResults: Map<string, ClaimResult>;
}

function statementsOf(chapters: readonly Chapter[]): StatementBook {
  const book: StatementBook = { claimLabels: new Map(), claimResults: new Map() };
  const enter = (id: string, label: ClaimLabel, claim: ClaimResult): void => {
    book.claimLabels.set(anchorOf(id), label);
    book.claimResults.set(anchorOf(id), claim);
  };
  for (const { claim, label } of chapters.flatMap(claimsOf)) {
    for (const id of [claim.id, ...claim.aliases]) enter(id, label, claim);
    const [, ...parts] = statementResults(claim);
    for (const [i, part] of parts.entries()) enter(part.id, labelPart(part, i, label), part);
  }
  return book;
}

/** The first heading of level 1 is the chapter's title, and where it stands; null where there is none. */
export function titleOf({ cells }: Chapter): { title: string; heading: string; cell: ProseCell } | null {
  for (const cell of cells) {
    const found = cell.kind === "prose" ? titleIn(cell.source) : null;
    if (found !== null) return { ...found, cell: cell as ProseCell };
  }
  return null;
}

function proseOf({ cells }: Chapter): string[] {
  return cells.flatMap((cell) => (cell.kind === "prose" ? [cell.source] : []));
}
