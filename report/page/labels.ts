/**
 * Labels of figures, tables and headings, known before anything is rendered, so that a reference may stand before its
 * target. A figure or table that a cell shows is called after the cell (`fig:phase`, `tbl:reach`), one in a claim's box
 * after the claim (`fig:T4.3-order`), a table in Markdown after its cell; a second one of a cell or claim ends in `-2`. The label among a
 * cell's options is another name of the same.
 */
import { anchorOf, headingAnchor, uniqueAnchor } from "../document/anchors.js";
import type { Block, Chapter, ProseCell, ResultCell } from "../document/model.js";
import { numberIn } from "../document/numbering.js";
import { headingLabel } from "./markdown/heading-labels.js";
import { proseSyntax } from "./markdown/syntax.js";
import type { Tokens } from "./markdown/tokens.js";

/** A figure or table with its number, or a heading that has a label. */
export interface Numbered {
  /** E.g. "Figure 3.2"; a heading's words. */
  label: string;
  anchor: string;
  /** It is shown again: whoever asks for the label without a chapter means the first. */
  isCopy?: true;
}

/** What the chapters' cells hold that has a number or an anchor. */
export interface LabelBook {
  /** By chapter's anchor and name: `07-limit-law#fig:phase`. */
  named: ReadonlyMap<string, Numbered>;
  /** The number of each figure and table among the results. */
  ofBlock: ReadonlyMap<Block, Numbered>;
  /** The numbers of the tables in each Markdown cell, in order. */
  ofCell: ReadonlyMap<ProseCell, readonly Numbered[]>;
  /** Anchors of all headings but the chapters' titles, and of what has an id in a notebook's HTML. */
  headings: ReadonlySet<string>;
  /**
   * The anchors of headings, titles among them, by what they are called in links elsewhere: `07-limit-law#whats-new`, as
   * GitHub and VS Code have it of "What's `new`?", and the heading's words alone, as JupyterLab.
   */
  slugs: ReadonlyMap<string, string>;
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
      else for (const block of cell.blocks) numbers.enterBlock(block, cell);
    }
  }
  numbers.end();
  return numbers;
}

/** Of a cell, what it and its author call what it shows, and where that stands. */
type Showing = Pick<ResultCell, "id" | "label" | "isFront">;

class DisplayNumbers implements LabelBook {
  readonly named = new Map<string, Numbered>();
  readonly ofBlock = new Map<Block, Numbered>();
  readonly ofCell = new Map<ProseCell, readonly Numbered[]>();
  readonly headings = new Set<string>();
  readonly slugs = new Map<string, string>();
  #hasTitle = false;
  #chapter = { number: 0, anchor: "" };
  #counts: Record<Kind, number> = { fig: 0, tbl: 0 };
  /** What the first screen shows again, with the name of what it shows. */
  readonly #front: { block: Block; shown: string }[] = [];

  begin({ number, anchor }: { number: number; anchor: string }): void {
    this.#chapter = { number, anchor };
    this.#counts = { fig: 0, tbl: 0 };
    this.#hasTitle = false;
  }

  enterProse(cell: ProseCell): void {
    const { tables, targets } = outline(cell.source);
    this.ofCell.set(
      cell,
      Array.from({ length: tables }, () => this.#number("tbl", cell.id)),
    );
    for (const target of targets) this.#enterTarget(target);
  }

  #enterTarget({ name, words, isTitle, label }: LinkTarget): void {
    const { anchor: chapter } = this.#chapter;
    const isChapters = isTitle && !this.#hasTitle;
    this.#hasTitle ||= isTitle;
    const anchor = isChapters ? chapter : uniqueAnchor(headingAnchor(chapter, name), this.headings);
    if (words === null) return;
    if (label !== null) this.#call(label, { label: words, anchor });
    const slug = slugOf(words);
    let unique = `${chapter}#${slug}`;
    for (let copy = 1; this.slugs.has(unique); copy++) unique = `${chapter}#${slug}-${copy}`;
    this.slugs.set(unique, anchor);
    const plain = `${chapter}#${anchorOf(words)}`;
    if (!this.slugs.has(plain)) this.slugs.set(plain, anchor);
  }

  /** A claim's figures stand where its box does, and are called after its statements. */
  enterBlock(block: Block, { id: name, label, isFront }: Showing): void {
    if (isFront && "copyOf" in block) {
      this.#front.push({ block, shown: block.copyOf });
      return;
    }
    if (block.kind === "table") this.ofBlock.set(block, this.#number("tbl", name, label, isCopy(block)));
    if (block.kind === "figure") this.ofBlock.set(block, this.#number("fig", name, label, isCopy(block)));
    if (block.kind !== "claim") return;
    for (const [statement, figures] of block.figures)
      for (const figure of figures) this.ofBlock.set(figure, this.#number("fig", statement));
  }

  /** What the first screen shows keeps the number that it has in its chapter: it stands above all that is counted. */
  end(): void {
    this.#front.forEach(({ block, shown }, i) => {
      const anchor = uniqueAnchor(`front-${i + 1}`, this.headings);
      this.ofBlock.set(block, { label: this.named.get(shown)!.label, anchor, isCopy: true });
    });
  }

  #number(kind: Kind, name: string, label: string | null = null, isAgain = false): Numbered {
    const { number } = this.#chapter;
    const count = (this.#counts[kind] += 1);
    const numbered: Numbered = {
      label: `${KIND_NAMES[kind]} ${numberIn(number, count)}`,
      anchor: `${kind}-${number}-${count}`,
      ...(isAgain && { isCopy: true }),
    };
    this.#call(`${kind}:${name}`, numbered);
    if (label !== null && label !== name) this.#call(`${kind}:${label}`, numbered);
    return numbered;
  }

  #call(label: string, numbered: Numbered): void {
    const wished = `${this.#chapter.anchor}#${label}`;
    let unique = wished;
    for (let copy = 2; this.named.has(unique); copy++) unique = `${wished}-${copy}`;
    this.named.set(unique, numbered);
  }
}

function isCopy(block: { copyOf?: string }): boolean {
  return block.copyOf !== undefined;
}

/** What a link may lead to. */
interface LinkTarget {
  /** What its anchor is made of. */
  name: string;
  /** A heading's words, without markup; null for what is called by an id. */
  words: string | null;
  /** A heading of level 1: the first is the chapter's title. */
  isTitle: boolean;
  /** Quarto's name of a heading: "sec-setting". */
  label: string | null;
}

/** How many tables a piece of Markdown holds at its outermost level, and what can be linked to: headings and ids. */
function outline(source: string): { tables: number; targets: LinkTarget[] } {
  const tokens = blocks.parse(source, {});
  const tables = tokens.filter((token) => token.type === "table_open" && token.level === 0).length;
  const targets = tokens.flatMap((token, index): LinkTarget[] => {
    if (token.type !== "heading_open")
      return idsIn([token]).map((name) => ({ name, words: null, isTitle: false, label: null }));
    const { content = "", children } = tokens[index + 1] ?? {};
    const label = headingLabel(token);
    return [{ name: content, words: wordsOf(children ?? []).trim(), isTitle: token.tag === "h1", label }];
  });
  return { tables, targets };
}

/** What a reader reads, of which slugs are made. */
function wordsOf(tokens: Tokens): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === "html_inline") return "";
      return type === "softbreak" ? " " : children === null || children.length === 0 ? content : wordsOf(children);
    })
    .join("");
}

/** A heading's words as GitHub makes an address of them: without punctuation, blanks as hyphens. */
function slugOf(words: string): string {
  const kept = words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "");
  return kept.replaceAll(" ", "-");
}

/** An id, or what a heading says. */
const ANCHORS = /<[a-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)|<h[2-6]\b[^>]*>([^]*?)<\/h[2-6]/gi;

function idsIn(tokens: Tokens): string[] {
  return tokens.flatMap(({ type, content, children }) => {
    if (type !== "html_block" && type !== "html_inline") return idsIn(children ?? []);
    return Array.from(content.matchAll(ANCHORS), ([, id, heading]) => id ?? heading!);
  });
}
