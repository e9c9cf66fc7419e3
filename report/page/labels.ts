/**
 * Labels of figures, tables and headings, known before anything is rendered, so that a reference may stand before its
 * target. A figure or table that a cell shows is called after the cell (`fig:phase`, `tbl:reach`), one in a claim's box
 * after the claim (`fig:T4.3-order`), a table in Markdown after its cell; a second one of a cell or claim ends in `-2`.
 */
import { statementIds } from "../ledger/statements.js";
import { joinText } from "../notebooks/cells.js";
import type { Cell, CodeCell, ExecutedNotebook, Output } from "../types.js";
import { figuresOfClaims, homesOf, isTable } from "./displays.js";
import { isFigure } from "./figures/figures.js";
import { headingSlug, uniqueAnchor } from "./markdown/anchors.js";
import { proseSyntax } from "./markdown/syntax.js";
import { slug } from "./text.js";
import type { Tokens } from "./markdown/tokens.js";

/** A numbered figure or table. */
export interface Numbered {
  /** E.g. "Figure 3.2". */
  label: string;
  anchor: string;
}

/** What the chapters' cells hold that has a number or an anchor. */
export interface LabelBook {
  /** By chapter's anchor and name: `06-limit-law#fig:phase`. */
  named: ReadonlyMap<string, Numbered>;
  /** The number of each figure and table among the outputs. */
  ofOutput: ReadonlyMap<Output, Numbered>;
  /** The numbers of the tables in each Markdown cell, in order. */
  ofCell: ReadonlyMap<Cell, readonly Numbered[]>;
  /** Anchors of all headings below the chapters' titles, and of what has an id in a notebook's HTML. */
  headings: ReadonlySet<string>;
}

/** Finds tables, headings and the anchors of HTML. */
const blocks = proseSyntax();

type Kind = "fig" | "tbl";
const KIND_NAMES: Readonly<Record<Kind, string>> = { fig: "Figure", tbl: "Table" };

/** Numbers figures and tables of each chapter in the order in which the page shows them. */
export function numberDisplays(notebooks: readonly ExecutedNotebook[]): LabelBook {
  const named = new Map<string, Numbered>();
  const ofOutput = new Map<Output, Numbered>();
  const ofCell = new Map<Cell, readonly Numbered[]>();
  const headings = new Set<string>();
  for (const notebook of notebooks) {
    const chapter = slug(notebook.name);
    const counts = { fig: 0, tbl: 0 };
    const number = (kind: Kind, name: string): Numbered => {
      counts[kind] += 1;
      const place = [notebook.number, counts[kind]];
      const numbered = { label: `${KIND_NAMES[kind]} ${place.join(".")}`, anchor: `${kind}-${place.join("-")}` };
      let unique = `${chapter}#${kind}:${name}`;
      for (let copy = 2; named.has(unique); copy++) unique = `${chapter}#${kind}:${name}-${copy}`;
      named.set(unique, numbered);
      return numbered;
    };
    const shown = displaysOf(notebook);
    for (const cell of notebook.notebook.cells) {
      if (cell.cell_type === "markdown") {
        const { tables, titles } = outline(joinText(cell.source));
        ofCell.set(
          cell,
          Array.from({ length: tables }, () => number("tbl", cell.id)),
        );
        for (const title of titles) uniqueAnchor(`${chapter}-${headingSlug(title)}`, headings);
      } else if (cell.cell_type === "code") {
        for (const { output, kind, name } of shown.get(cell) ?? []) ofOutput.set(output, number(kind, name));
      }
    }
  }
  return { named, ofOutput, ofCell, headings };
}

interface Display {
  output: Output;
  kind: Kind;
  name: string;
}

/** Figures and tables by cell, in the order of the page: a claim's figures stand where its box does. */
function displaysOf(notebook: ExecutedNotebook): Map<CodeCell, Display[]> {
  const ofClaims = figuresOfClaims(notebook);
  const placed = new Set([...ofClaims.values()].flat());
  const homes = homesOf(notebook);
  const found = new Map<CodeCell, Display[]>();
  for (const cell of notebook.notebook.cells) {
    if (cell.cell_type !== "code") continue;
    const displays = cell.outputs.flatMap((output): Display[] => {
      const claim = homes.get(output);
      if (claim !== undefined)
        return statementIds(claim).flatMap((name) =>
          (ofClaims.get(name) ?? []).map((figure) => ({ output: figure, kind: "fig" as const, name })),
        );
      if (placed.has(output)) return [];
      if (isTable(output)) return [{ output, kind: "tbl", name: cell.id }];
      return isFigure(output) ? [{ output, kind: "fig", name: cell.id }] : [];
    });
    found.set(cell, displays);
  }
  return found;
}

/** How many tables a piece of Markdown holds at its outermost level, and what can be linked to: headings but titles, and ids. */
function outline(source: string): { tables: number; titles: string[] } {
  const tokens = blocks.parse(source, {});
  const tables = tokens.filter((token) => token.type === "table_open" && token.level === 0).length;
  const titles = tokens.flatMap((token, index) => {
    const isHeading = token.type === "heading_open" && token.tag !== "h1";
    return isHeading ? [tokens[index + 1]?.content ?? ""] : idsIn([token]);
  });
  return { tables, titles };
}

/** An id, or what a heading says. */
const ANCHORS = /<[a-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)|<h[2-6]\b[^>]*>([^]*?)<\/h[2-6]/gi;

function idsIn(tokens: Tokens): string[] {
  return tokens.flatMap(({ type, content, children }) => {
    if (type !== "html_block" && type !== "html_inline") return idsIn(children ?? []);
    return Array.from(content.matchAll(ANCHORS), ([, id, heading]) => id ?? heading!);
  });
}
