/** What all parts of the page share while it is built: numbers, anchors, and the figures met so far. */
import { CLAIM_MIME, type ClaimResult, type Provenance } from "ncsparse";
import { bundleOf, joinText, outputsOf } from "../notebooks/cells.js";
import type { ExecutedNotebook, Output } from "../types.js";
import { numberEquations, type EquationBook } from "./equations.js";
import type { Heading, MarkdownContext } from "./markdown.js";
import { slug } from "./text.js";

/** The whole page under construction. */
export interface Book {
  equations: EquationBook;
  /** Labels of claim boxes by anchor, e.g. "Theorem 3.2". */
  claimLabels: ReadonlyMap<string, string>;
  /** What came out of each claim, by the same anchors. */
  claimResults: ReadonlyMap<string, ClaimResult>;
  chapters: ReadonlySet<string>;
  anchors: Set<string>;
  /** What each provenance means, for the note beside a box. */
  provenance: Readonly<Record<Provenance, string>>;
  /** Figures that chapters have sent to the head of the report, as HTML. */
  front: string[];
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
  /** Counts of figures and of code cells so far. */
  figures: number;
  listings: number;
}

const KIND_NAMES: Readonly<Record<ClaimResult["kind"], string>> = {
  definition: "Definition",
  fact: "Fact",
  lemma: "Lemma",
  theorem: "Theorem",
  claim: "Claim",
  finding: "Finding",
};

/** First pass: numbers claims and equations in the order of the chapters, and reserves their anchors. */
export function openBook(notebooks: readonly ExecutedNotebook[], provenance: Book["provenance"]): Book {
  const chapters = notebooks.map((notebook) => slug(notebook.name));
  const equations = numberEquations(notebooks.map(markdownOf));
  const claims = numberClaims(notebooks);
  const claimLabels = new Map(Array.from(claims, ([anchor, { label }]) => [anchor, label]));
  const claimResults = new Map(Array.from(claims, ([anchor, { claim }]) => [anchor, claim]));
  const anchors = new Set([
    ...RESERVED,
    ...chapters,
    ...claimLabels.keys(),
    ...[...equations.values()].map((e) => e.anchor),
  ]);
  return { equations, claimLabels, claimResults, chapters: new Set(chapters), anchors, provenance, front: [] };
}

/** Anchors of the page's own parts. */
const RESERVED = ["top", "abstract", "ledger", "contents", "colophon"];

/** The state of chapter `number` (from 1). */
export function openChapter(book: Book, notebook: ExecutedNotebook, number: number): Chapter {
  const anchor = slug(notebook.name);
  const headings: Heading[] = [];
  const markdown: MarkdownContext = { ...book, chapter: anchor, headings, notes: { count: 0 } };
  return { book, number, anchor, markdown, headings, figures: 0, listings: 0 };
}

/** A context for Markdown that stands outside the chapters, such as the abstract. */
export function frontMatter(book: Book, name: string): MarkdownContext {
  return { ...book, chapter: name, headings: [], notes: { count: 0 } };
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

/** Boxes of all kinds share one count in a chapter, as theorems do in a paper. The first box of a claim is its home. */
function numberClaims(notebooks: readonly ExecutedNotebook[]): Map<string, { label: string; claim: ClaimResult }> {
  const numbered = new Map<string, { label: string; claim: ClaimResult }>();
  notebooks.forEach((notebook, chapter) => {
    let count = 0;
    for (const output of outputsOf(notebook.notebook)) {
      const claim = claimOf(output);
      if (claim === null || numbered.has(claimAnchor(claim.id))) continue;
      count += 1;
      numbered.set(claimAnchor(claim.id), { label: `${KIND_NAMES[claim.kind]} ${chapter + 1}.${count}`, claim });
    }
  });
  return numbered;
}

function markdownOf(notebook: ExecutedNotebook): string {
  const cells = notebook.notebook.cells.filter((cell) => cell.cell_type === "markdown");
  return cells.map((cell) => joinText(cell.source)).join("\n\n");
}
