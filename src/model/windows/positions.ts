/** Windows by position alone: nothing of the row is read. */
import { keptOf, type WindowStrategy } from "./strategy.js";

/** First keys that StreamingLLM always keeps: the four of its paper. */
export const SINKS = 4;

/** The nearest keys, the query's own among them. */
export const recentKeys: WindowStrategy = {
  name: "sliding window",
  source: "Longformer: Beltagy et al. 2020, arXiv 2004.05150",
  rule: (keys) => () => (row, kept) => kept.fill(1, kept.length - keptOf(keys, row.position)),
};

/** The first four keys and the nearest ones; of fewer than five kept keys one is the query's own. */
export const sinksAndRecent: WindowStrategy = {
  name: "StreamingLLM",
  source: "Xiao et al. 2023, arXiv 2309.17453",
  rule:
    (keys) =>
    () =>
    ({ position }, kept) => {
      const count = keptOf(keys, position);
      const sinks = Math.min(SINKS, count - 1);
      kept.fill(1, 0, sinks);
      kept.fill(1, kept.length - (count - sinks));
    },
};
