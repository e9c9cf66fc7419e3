/** What passes between a run and the processes that compute for it. */
import type { CellName } from "./plan.js";

/** What a computing process is asked: to measure cells, or to put claims together of cells that have been measured. */
export interface Task {
  readonly kind: "measure" | "join";
  readonly cells: readonly CellName[];
  /** The module that exports the claims. */
  readonly registry: string;
  /** The notebook's folder, and the environment that its kernel would have. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What was measured of a cell, as it went. */
export interface MeasuredCell {
  readonly name: string;
  /** Of processor time, without draws. */
  readonly seconds: number;
  /** Names of the draws that it read, with the processor time that each took, next to none where it was there already. */
  readonly draws: Readonly<Record<string, number>>;
}

export type Answer =
  | {
      readonly kind: "done";
      readonly seconds: number;
      readonly cells: readonly MeasuredCell[];
      readonly keys: readonly string[];
    }
  | { readonly kind: "failed"; readonly reason: string };
