/** What a sampled row is reduced to: sums between ranks, the logits at those ranks, and how many exceed given levels. */
import { logAdd } from "./log-sum.js";

/**
 * A row of independent logits, largest first, cut at the ranks b_0 < b_1 < ... of a plan. Segment i holds the ranks
 * b_(i-1) + 1 .. b_i, and one more segment what lies below the last rank. Everything in natural logarithms.
 */
export interface RowProfile {
  /** The logit of rank b_i. */
  readonly logits: Float64Array;
  /** ln of the sum of e^z over each segment; one more entry than `logits`. */
  readonly sums: Float64Array;
  /** ln of the sum of e^(2z) over each segment. */
  readonly squares: Float64Array;
  /** The largest logit. */
  largest: number;
  /** The largest logit of those that were summed in blocks; -Infinity where every logit was drawn. */
  largestSummed: number;
  /** Writes ln of the number of logits above each level; the levels decrease. */
  logCountsAbove(levels: Float64Array, out: Float64Array): void;
}

/** Writes segment i from logits in decreasing order: those of the ranks from + 1 .. to. */
export function sumSegment(
  sums: Float64Array,
  squares: Float64Array,
  i: number,
  logits: Float64Array,
  from: number,
  to: number,
): void {
  if (from === to) {
    sums[i] = squares[i] = -Infinity;
    return;
  }
  const top = logits[from]!;
  let sum = 0;
  let square = 0;
  for (let j = from; j < to; j++) {
    const weight = Math.exp(logits[j]! - top);
    sum += weight;
    square += weight * weight;
  }
  sums[i] = top + Math.log(sum);
  squares[i] = 2 * top + Math.log(square);
}

/** How many of `count` decreasing values exceed a level. */
export function countAbove(values: Float64Array, count: number, level: number): number {
  let low = 0;
  let high = count;
  // Ends: what lies between low and high halves at each turn.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > level) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums up to and from each cut: head[i] over segments 0 .. i - 1, tail[i] over segments i and beyond. */
export function cumulate(parts: Float64Array, head: Float64Array, tail: Float64Array): void {
  const count = parts.length;
  head[0] = tail[count] = -Infinity;
  for (let i = 0; i < count; i++) head[i + 1] = logAdd(head[i]!, parts[i]!);
  for (let i = count - 1; i >= 0; i--) tail[i] = logAdd(tail[i + 1]!, parts[i]!);
}
