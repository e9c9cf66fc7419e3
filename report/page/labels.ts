/**
 * Labels of figures, tables and headings, known before anything is rendered, so that a reference may stand before its
 * target. A figure or table that a cell shows is called after the cell (`fig:phase`, `tbl:reach`), one in a claim's box
 * after the claim (`fig:T4.3-order`), a table in Markdown after its cell; a second one of a cell or claim ends in `-2`. The label among a
 * cell's options is another name of the same.
 */
import { headingAnchor, uniqueAnchor } from "../document/anchors.js";
import type { Block, Chapter, ProseCell } from "../document/model.js";
import { proseSyntax } from "./markdown/syntax.js";
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
  /** The number of each figure and table among the results. */
  ofBlock: ReadonlyMap<Block, Numbered>;
  /** The numbers of the tables in each Markdown cell, in order. */
  ofCell: ReadonlyMap<ProseCell, readonly Numbered[]>;
  /** Anchors of all headings below the chapters' titles, and of what has an id in a notebook's HTML. */
  headings: ReadonlySet<string>;
}

/** Finds tables, headings and the anchors of HTML. */
const blocks = proseSyntax();

type Kind = "fig" | "tbl";
const KIND_NAMES: Readonly<Record<Kind, string>> = { fig: "Figure", tbl: "Table" };

/** Numbers figures and tables of each chapter in the order in which the page shows them. */
export function numberDisplays(chapters: readonly Pick<Chapter, "number" | "anchor" | "cells">[]): LabelBook {
  const numbers = new DisplayNumbers();
  for (const chapter of chapters) {
    numbers.begin(chapter);
    for (const cell of chapter.cells) {
      if (cell.kind === "prose") numbers.enterProse(cell);
      else for (const block of cell.blocks) numbers.enterBlock(block, cell.id, cell.label);
    }
  }
  return numbers;
}

class DisplayNumbers implements LabelBook {
  readonly named = new Map<string, Numbered>();
  readonly ofBlock = new Map<Block, Numbered>();
  readonly ofCell = new Map<ProseCell, readonly Numbered[]>();
  readonly headings = new Set<string>();
  #chapter = { number: 0, anchor: "" };
  #counts: Record<Kind, number> = { fig: 0, tbl: 0 };

  begin({ number, anchor }: { number: number; anchor: string }): void {
    this.#chapter = { number, anchor };
    this.#counts = { fig: 0, tbl: 0 };
  }

  enterProse(cell: ProseCell): void {
    const { tables, titles } = outline(cell.source);
    this.ofCell.set(
      cell,
      Array.from({ length: tables }, () => this.#number("tbl", cell.id)),
    );
    for (const title of titles) uniqueAnchor(headingAnchor(this.#chapter.anchor, title), this.headings);
  }

  /**
   * A claim's figures stand where its box does, and are called after its statements.
   *
   * @param label what the author calls what the cell shows, beside its name
   */
  enterBlock(block: Block, name: string, label: string | null = null): void {
    if (block.kind === "table") this.ofBlock.set(block, this.#number("tbl", name, label));
    if (block.kind === "figure") this.ofBlock.set(block, this.#number("fig", name, label));
    if (block.kind !== "claim") return;
    for (const [statement, figures] of block.figures)
      for (const figure of figures) this.ofBlock.set(figure, this.#number("fig", statement));
  }

  #number(kind: Kind, name: string, label: string | null = null): Numbered {
    const place = [this.#chapter.number, (this.#counts[kind] += 1)];
    const numbered = { label: `${KIND_NAMES[kind]} ${place.join(".")}`, anchor: `${kind}-${place.join("-")}` };
    this.#call(kind, name, numbered);
    if (label !== null && label !== name) this.#call(kind, label, numbered);
    return numbered;
  }

  #call(kind: Kind, name: string, numbered: Numbered): void {
    const wished = `${this.#chapter.anchor}#${kind}:${name}`;
    let unique = wished;
    for (let copy = 2; this.named.has(unique); copy++) unique = `${wished}-${copy}`;
    this.named.set(unique, numbered);
  }
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
