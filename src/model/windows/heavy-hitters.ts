import type { KeepKeys } from "../rule.js";
import { keptOf, type RowKeys, type WindowStrategy } from "./strategy.js";

/**
 * A cache of k keys: the last floor(k/2), and those of the others that earlier queries attended to most, by the sum of their
 * attention within the cache. Before a query attends, the cache takes its key in and gives up those of least score that are
 * not recent (of equals the oldest) until it holds k: greedy, and never taken back, so that it grows by one key a row at most.
 */
export const cachedHitters: WindowStrategy = {
  name: "H2O",
  source: "Zhang et al. 2023, arXiv 2306.14048",
  rule:
    (keys) =>
    ({ length }) =>
      hittersOf(keys, length),
};

function hittersOf(keys: RowKeys, length: number): KeepKeys {
  const scores = new Float64Array(length);
  const weights = new Float64Array(length); // of the cached keys, a row's at a time
  const cache: number[] = []; // in order of position
  return ({ position, logits }, kept) => {
    const k = keptOf(keys, position);
    cache.push(position);
    for (let extra = cache.length - k; extra > 0; extra--) {
      cache.splice(leastScored(cache, scores, position - Math.floor(k / 2)), 1);
    }
    accumulate(logits, cache, weights, scores);
    for (const j of cache) kept[j] = 1;
  };
}

/** Where the least scored key stands among the cached ones up to `latest`, of which there is at least one. */
function leastScored(cache: readonly number[], scores: Float64Array, latest: number): number {
  let least = 0;
  for (let c = 1; c < cache.length && cache[c]! <= latest; c++) {
    if (scores[cache[c]!]! < scores[cache[least]!]!) least = c;
  }
  return least;
}

/** Adds a query's attention within the cache to the scores. */
function accumulate(
  logits: ArrayLike<number>,
  cache: readonly number[],
  weights: Float64Array,
  scores: Float64Array,
): void {
  let most = -Infinity;
  for (const j of cache) if (logits[j]! > most) most = logits[j]!;
  let sum = 0;
  for (let c = 0; c < cache.length; c++) {
    weights[c] = Math.exp(logits[cache[c]!]! - most);
    sum += weights[c]!;
  }
  for (let c = 0; c < cache.length; c++) scores[cache[c]!]! += weights[c]! / sum;
}
