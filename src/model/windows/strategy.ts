import type { AttentionRule } from "../rule.js";

/**
 * How many keys a row keeps, by its position from 0: an integer >= 1. A row that sees fewer keys keeps all of them.
 */
export type RowKeys = (position: number) => number;

/** A way to choose as many keys as a row may keep. */
export interface WindowStrategy {
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  readonly rule: (keys: RowKeys) => AttentionRule;
}

/** How many keys a row keeps of those that it sees. */
export function keptOf(keys: RowKeys, position: number): number {
  const kept = keys(position);
  if (!Number.isInteger(kept) || kept < 1) {
    throw new RangeError(`keptOf: a row must keep an integer number of keys >= 1, got ${kept} in row ${position}`);
  }
  return Math.min(kept, position + 1);
}
