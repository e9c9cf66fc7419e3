import { attentionRow } from "../head.js";
import { keptRow, requireKeptCount, type Kept } from "../kept.js";
import type { Method } from "../method.js";

/**
 * A cache of k keys: the last floor(k/2), and those of the others that earlier queries attended to most, by the sum of
 * their attention within the cache. Before a query attends, the cache takes its key in and, if full, gives up the one of
 * least score that is not recent (of equals the oldest): greedy, and never taken back.
 */
export const heavyHitters: Method = {
  name: "heavy hitters",
  source: "H2O: Zhang et al. 2023, arXiv 2306.14048",
  causalOnly: true,
  cost: { products: () => 0, words: "k sums and a minimum" },
  choose(head, k) {
    requireKeptCount("heavyHitters", k, 2, head.n);
    if (!head.causal) throw new RangeError("heavyHitters: the head must be causal, got bidirectional");
    const kept: Kept = { k, keys: new Uint32Array(head.n * k) };
    const recent = Math.floor(k / 2);
    const scores = new Float64Array(head.n);
    const cache: number[] = [];
    for (let i = 0; i < head.n; i++) {
      cache.push(i);
      if (cache.length > k) cache.splice(leastScored(cache, scores, i - recent), 1);
      accumulate(attentionRow(head, i), cache, scores);
      keptRow(head, kept, i).set(cache);
    }
    return kept;
  },
};

/** Where the least scored key stands among the cached ones up to `latest`; the cache is in order of position. */
function leastScored(cache: readonly number[], scores: Float64Array, latest: number): number {
  let least = 0;
  for (let c = 1; c < cache.length && cache[c]! <= latest; c++) {
    if (scores[cache[c]!]! < scores[cache[least]!]!) least = c;
  }
  return least;
}

/** Adds a query's attention within the cache to the scores. */
function accumulate(p: Float64Array, cache: readonly number[], scores: Float64Array): void {
  let mass = 0;
  for (const j of cache) mass += p[j]!;
  for (const j of cache) scores[j]! += p[j]! / mass;
}
