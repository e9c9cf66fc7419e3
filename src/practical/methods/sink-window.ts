import { seenKeys } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";
import { fillRange, windowStart } from "./sliding-window.js";

/** First keys that are always kept: the four of the paper. */
const SINKS = 4;

/** The first four keys and a window of the other k - 4. */
export const sinkWindow: Method = {
  name: "sinks + window",
  source: "StreamingLLM: Xiao et al. 2023, arXiv 2309.17453",
  causalOnly: false,
  cost: { products: () => 0, words: "nothing" },
  choose(head, k) {
    requireKeptCount("sinkWindow", k, SINKS + 1, head.n);
    return chooseRows(head, k, (i, row) => {
      fillRange(row.subarray(0, SINKS), 0);
      fillRange(row.subarray(SINKS), windowStart(i, k - SINKS, SINKS, seenKeys(head, i)));
    });
  },
};
