/** The shapes that pass between the rooms of the report: notebooks (nbformat 4.5), executed notebooks, the ledger. */
import type { ClaimResult, Outcome, Profile } from "ncsparse-kit";

/** Text as nbformat stores it: one string or a list of lines. */
export type MultilineText = string | string[];

/** MIME type -> data; JSON types hold objects, all others text. */
export type MimeBundle = Record<string, unknown>;

export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: MultilineText;
}
export interface DisplayOutput {
  output_type: "display_data";
  data: MimeBundle;
  metadata: Record<string, unknown>;
}
export interface ResultOutput {
  output_type: "execute_result";
  execution_count: number | null;
  data: MimeBundle;
  metadata: Record<string, unknown>;
}
export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface MarkdownCell {
  cell_type: "markdown";
  id: string;
  metadata: Record<string, unknown>;
  source: MultilineText;
  attachments?: Record<string, MimeBundle>;
}
export interface RawCell {
  cell_type: "raw";
  id: string;
  metadata: Record<string, unknown>;
  source: MultilineText;
  attachments?: Record<string, MimeBundle>;
}
export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: Record<string, unknown>;
  source: MultilineText;
  execution_count: number | null;
  outputs: Output[];
}
export type Cell = MarkdownCell | RawCell | CodeCell;

/** An nbformat 4.5 document. */
export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, unknown>;
  cells: Cell[];
}

/** A notebook read from disk and found valid. `name` is the file's name without `.ipynb`, e.g. "02-concentration". */
export interface NotebookFile {
  /** Of its chapter, from 1: its place among all chapters of the project, whichever of them a report is made of; the article's is 0. */
  number: number;
  name: string;
  path: string;
  notebook: Notebook;
}

/** Why a cell failed; `kind` tells what the runner saw. */
export interface CellFailure {
  /** Index of the cell in the notebook, from 0, and its number among code cells, from 1 (what people count). */
  cellIndex: number;
  codeCellNumber: number;
  cellId: string;
  kind: "error" | "timeout" | "died" | "output-limit" | "late-error" | "not-started";
  ename: string;
  /** One line. */
  evalue: string;
  traceback: string[];
}

/** A notebook with the outputs of its run. A failed notebook still has the outputs of every cell up to the failure. */
export interface ExecutedNotebook extends NotebookFile {
  failures: CellFailure[];
  /** Wall-clock seconds in all; they live only in run.json. */
  seconds: number;
  cellSeconds: Record<string, number>;
  /** The outputs come from an earlier execution of the same code, and so do the seconds. */
  reused: boolean;
}

/** A claim in the ledger: what its cell emitted, and where it stands in the report. */
export interface LedgerEntry extends ClaimResult {
  notebook: string;
  /** Fragment of the report's HTML, without "#". */
  anchor: string;
  /** What its box is headed by, e.g. "Theorem 4.3 of the paper, sharpened: T4.3-order" or "Finding 3c: T4.3-law". */
  label: string;
}

/** The content of out/claims.json. Nothing in it depends on the machine, the clock or the number of cores. */
export interface ClaimsFile {
  schemaVersion: 2;
  /** `paper`: its identifier; null where the notebooks are about none. */
  project: { name: string; version: string; paper: string | null };
  profile: Profile;
  seed: number;
  notebooks: { name: string; failures: { cellId: string; codeCellNumber: number; kind: string; ename: string }[] }[];
  summary: {
    claims: number;
    asExpected: number;
    controlsAsExpected: number;
    outcomes: Record<Outcome, number>;
    /** The same of the statements that the claims consist of, each with its control; records of earlier versions lack it. */
    statements?: { total: number; asExpected: number; controlsAsExpected: number; outcomes: Record<Outcome, number> };
  };
  claims: LedgerEntry[];
}
