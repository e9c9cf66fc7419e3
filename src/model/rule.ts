import type { Rows } from "../attention/pipeline-types.js";

/** A head of the model in a passage. */
export interface HeadPlace {
  readonly layer: number; // from 0
  readonly head: number; // from 0, of the query heads
  /** Tokens of the passage. */
  readonly length: number;
}

/** A row of attention, as a rule sees it. Its arrays hold during the call only. */
export interface AttentionRow {
  /** Place of the query; it sees keys 0 .. position. */
  readonly position: number;
  /** q . k / sqrt(d) for the keys that it sees, in their order. */
  readonly logits: Rows;
  /** Exact attention, the softmax of the logits. Costs what it costs exact attention, if and when it is called. */
  readonly attention: () => Rows;
}

/**
 * Marks the keys that a row keeps, one or more: kept[j] = 1. All marks are 0 when it is called, one for each key that is seen.
 * The row's attention becomes the softmax over these keys alone.
 */
export type KeepKeys = (row: AttentionRow, kept: Uint8Array) => void;

/**
 * Which keys the model's attention keeps. Called once a head, layer by layer, before the head's rows, which then come in
 * order: what it returns may remember the rows before. Undefined stands for exact attention.
 */
export type AttentionRule = (place: HeadPlace) => KeepKeys | undefined;

/** The error for a row of which a rule keeps nothing. */
export function nothingKept({ layer, head }: HeadPlace, position: number): RangeError {
  return new RangeError(
    `forward: a rule must keep at least one key, got 0 in layer ${layer}, head ${head}, row ${position}`,
  );
}

/** The error for logits beyond the numbers, which weights of no trained model have. */
export function logitsNotFinite({ layer, head }: HeadPlace, position: number): RangeError {
  return new RangeError(`forward: logits must be finite, got others in layer ${layer}, head ${head}, row ${position}`);
}
