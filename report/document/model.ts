/**
 * A report as a document: what executed notebooks say, read once and validated. Ledger, page, figure files and search are
 * views of it; what a cell's raw output is, none of them asks.
 */
import type { ChartSpec, ClaimResult } from "ncsparse-kit";
import type { ItemRecord } from "ncsparse-kit/claims/result";
import type { CellFailure, ErrorOutput, ExecutedNotebook, LedgerEntry, MimeBundle } from "../types.js";
import type { Value } from "../values/format.js";
import type { ClaimLabel } from "./claim-labels.js";
import type { Shown } from "./cell-showing.js";

export interface ReportDocument {
  chapters: readonly Chapter[];
  /** The paper's items with what became of them, where a chapter lists them. */
  items: readonly ItemRecord[];
  /** All claims, in the order in which they stand in the chapters. */
  ledger: readonly LedgerEntry[];
}

/** A notebook. */
export interface Chapter {
  /** From 1; of the article, which is no chapter, 0. */
  number: number;
  name: string;
  path: string;
  /** The notebook's name as an anchor. */
  anchor: string;
  failures: readonly CellFailure[];
  /** Without raw cells, which are for other programs. */
  cells: readonly DocumentCell[];
  /** What its cells show under a name, for prose to say. */
  values: ReadonlyMap<string, Value>;
  /** What it was read from: the same object as long as nothing in it changes. */
  source: ExecutedNotebook;
}

export type DocumentCell = ProseCell | ResultCell;

interface CellPlace {
  id: string;
  /** Among all cells of the notebook, from 1. */
  number: number;
  /** It stands at the head of the page, and not in its chapter. */
  isFront: boolean;
  /** It is shown where its chapter is folded, too. */
  isSummary: boolean;
}

/** Markdown. */
export interface ProseCell extends CellPlace {
  kind: "prose";
  source: string;
  /** Images that are stored in the cell itself, by name. */
  attachments: Readonly<Record<string, MimeBundle>>;
  isFolded: boolean;
}

/** What a code cell came to, and the code. */
export interface ResultCell extends CellPlace {
  kind: "result";
  /** The listing, without options; what is blank is none. */
  source: string;
  blocks: readonly Block[];
  /** Index of the first block that stands behind a line that opens it; null where none does. */
  foldedFrom: number | null;
  /** How many outputs more the cell had. */
  leftOff: number;
  failures: readonly CellFailure[];
  /** How its author wants the code to be shown; null: as the report has it. */
  code: Shown | null;
  output: Shown;
  /** Of code and output together. */
  cell: Shown;
  /** What its figure or table is called beside the cell's id. */
  label: string | null;
  /** Markdown. */
  tableCaption: string | null;
  /** What of its options cannot be read, or is not obeyed. */
  problems: readonly string[];
}

export type Block = ClaimBlock | FigureBlock | TableBlock | StreamBlock | RichBlock | ErrorBlock;

/** A claim with the figures of its cell or another that name it, or a part of it, by their ids. */
export interface ClaimBlock {
  kind: "claim";
  claim: ClaimResult;
  label: ClaimLabel;
  anchor: string;
  /** By the id of the statement in whose box they stand. */
  figures: ReadonlyMap<string, readonly FigureBlock[]>;
}

export interface FigureBlock {
  kind: "figure";
  /** Id of the cell that shows it. */
  cell: string;
  /** A spec to draw; null for a picture. */
  spec: ChartSpec | null;
  /** The output's MIME types. */
  bundle: MimeBundle;
  /** The drawing that the display brought along, as SVG; "" for none. */
  svg: string;
  about: FigureMetadata;
  /** Of a picture, in pixels, where its cell says so. */
  size: { width: number | undefined; height: number | undefined };
  /** The label of the figure that this one shows again, with its chapter: "07-limit-law#fig:phase". */
  copyOf?: string;
  /** It stays as it is drawn: no script makes more of it. */
  isStill?: boolean;
}

/** What a cell says about its figure, in `output.metadata.ncsparse`. */
export interface FigureMetadata {
  /** Markdown. */
  caption?: string;
  /** What the figure shows, in words. */
  alt?: string;
  /** Id of the claim, or of the part of one, in whose box the figure stands. */
  claim?: string;
  /** "front" moves the figure to the head of the report, under the findings; a line in its chapter points there. */
  place?: string;
}

/** What `showTable` displays. */
export interface TableBlock {
  kind: "table";
  /** Markdown. */
  source: string;
  /** What the rows are about, where they are the paper's items. */
  items: readonly ItemRecord[];
  /** As a figure's. */
  copyOf?: string;
  isStill?: boolean;
}

/** What a cell printed. */
export interface StreamBlock {
  kind: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** Any other display: the reader is shown the richest form that a page can show. */
export interface RichBlock {
  kind: "rich";
  bundle: MimeBundle;
}

export type ErrorBlock = { kind: "error" } & Pick<ErrorOutput, "ename" | "evalue" | "traceback">;

/** The claims of a chapter, in their order. */
export function claimsOf({ cells }: Pick<Chapter, "cells">): ClaimBlock[] {
  return cells.flatMap((cell) =>
    cell.kind === "prose" ? [] : cell.blocks.filter((block): block is ClaimBlock => block.kind === "claim"),
  );
}

/** The figures of a chapter, those within claims' boxes where the boxes stand. */
export function figuresOf({ cells }: Pick<Chapter, "cells">): FigureBlock[] {
  return cells.flatMap((cell) =>
    cell.kind === "prose"
      ? []
      : cell.blocks.flatMap((block) => {
          if (block.kind === "figure") return [block];
          return block.kind === "claim" ? [...block.figures.values()].flat() : [];
        }),
  );
}
