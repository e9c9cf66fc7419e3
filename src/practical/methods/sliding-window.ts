import { seenKeys } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";

/** The k keys nearest in position: the last k (causal), or k around the query, moved inwards at the ends. */
export const slidingWindow: Method = {
  name: "sliding window",
  source: "Longformer: Beltagy, Peters, Cohan 2020, arXiv 2004.05150",
  causalOnly: false,
  cost: { products: () => 0, words: "nothing" },
  choose(head, k) {
    requireKeptCount("slidingWindow", k, 1, head.n);
    return chooseRows(head, k, (i, row) => fillRange(row, windowStart(i, k, 0, seenKeys(head, i))));
  },
};

/** Where a window of `width` keys around position i begins within [first, end), which holds at least as many. */
export function windowStart(i: number, width: number, first: number, end: number): number {
  return Math.max(first, Math.min(i - Math.floor(width / 2), end - width));
}

/** Writes start, start + 1, ... to all of `row`. */
export function fillRange(row: Uint32Array, start: number): void {
  for (let t = 0; t < row.length; t++) row[t] = start + t;
}
