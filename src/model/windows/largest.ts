/** Windows by the row itself: what no method has without reading all of it. */
import type { Rows } from "../../attention/pipeline-types.js";
import type { AttentionRule } from "../rule.js";
import { kthLargest } from "./kth-largest.js";
import { levelForShare } from "./level-for-share.js";
import { keptOf, type WindowStrategy } from "./strategy.js";

/** Definition 3.4: the keys of the largest logits, of equal ones the first. */
export const largestLogits: WindowStrategy = {
  name: "ideal top-k",
  source: "Definition 3.4",
  rule: (keys) => () => (row, kept) => {
    const count = keptOf(keys, row.position);
    const level = kthLargest(row.logits, count);
    let left = count - markAbove(row.logits, level, kept);
    for (let j = 0; left > 0; j++) {
      if (row.logits[j] === level) {
        kept[j] = 1;
        left--;
      }
    }
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
    const level = levelForShare(new Float64Array(attention), p);
    markAbove(attention, level, kept);
    let mass = 0;
    for (let j = 0; j < kept.length; j++) if (kept[j] === 1) mass += attention[j]!;
    for (let j = 0; j < kept.length && mass < p; j++) {
      if (attention[j] !== level) continue;
      kept[j] = 1;
      mass += level;
    }
  };
}

/** Marks the keys above a level; how many they are. */
function markAbove(values: Rows, level: number, kept: Uint8Array): number {
  let count = 0;
  for (let j = 0; j < values.length; j++) {
    if (values[j]! <= level) continue;
    kept[j] = 1;
    count++;
  }
  return count;
}
