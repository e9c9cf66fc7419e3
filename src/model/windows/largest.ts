/** Windows by the row itself: what no method has without reading all of it. */
import type { Rows } from "../../attention/pipeline-types.js";
import { RowChoice } from "../../kernels/index.js";
import type { AttentionRule } from "../rule.js";
import { kthLargest } from "./kth-largest.js";
import { levelForShare } from "./level-for-share.js";
import { keptOf, type WindowStrategy } from "./strategy.js";

/** The kernels choose of float32 rows, as the forward pass has them; of others the plain functions that they are held to. */
let choice: RowChoice | undefined;

/** Definition 3.4: the keys of the largest logits, of equal ones the first. */
export const largestLogits: WindowStrategy = {
  name: "ideal top-k",
  source: "Definition 3.4",
  rule:
    (keys) =>
    () =>
    ({ position, logits }, kept) => {
      const count = keptOf(keys, position);
      if (!(logits instanceof Float32Array)) keepLargest(logits, count, kept);
      else (choice ??= new RowChoice()).keepLargest(logits, count, kept);
    },
};

/**
 * The fewest keys that hold at least a share p of the row's exact attention, of equal ones the first: a window for each row by
 * its own need.
 *
 * @param p in (0, 1]
 */
export function topP(p: number): AttentionRule {
  if (!(p > 0 && p <= 1)) throw new RangeError(`topP: p must be in (0, 1], got ${p}`);
  return () => (row, kept) => {
    const attention = row.attention();
    if (!(attention instanceof Float32Array)) keepShare(attention, p, kept);
    else (choice ??= new RowChoice()).keepShare(attention, p, kept);
  };
}

/** Marks the largest numbers of a row, of equal ones the first. */
export function keepLargest(row: Rows, count: number, kept: Uint8Array): void {
  const level = kthLargest(row, count);
  let left = count - markAbove(row, level, kept);
  for (let j = 0; left > 0; j++) {
    if (row[j] === level) {
      kept[j] = 1;
      left--;
    }
  }
}

/** Marks the fewest numbers of a row whose sum is at least a share, of equal ones the first. */
export function keepShare(row: Rows, share: number, kept: Uint8Array): void {
  const level = levelForShare(new Float64Array(row), share);
  markAbove(row, level, kept);
  let mass = 0;
  for (let j = 0; j < kept.length; j++) if (kept[j] === 1) mass += row[j]!;
  for (let j = 0; j < kept.length && mass < share; j++) {
    if (row[j] !== level) continue;
    kept[j] = 1;
    mass += level;
  }
}

/** Marks the numbers above a level; how many they are. */
function markAbove(values: Rows, level: number, kept: Uint8Array): number {
  let count = 0;
  for (let j = 0; j < values.length; j++) {
    if (values[j]! <= level) continue;
    kept[j] = 1;
    count++;
  }
  return count;
}
