import { binomialCdf, binomialTail } from "./binomial.js";
import { requireOpenProbability } from "./check.js";
import { LEVEL } from "./level.js";
import { firstInteger } from "./search.js";

/**
 * The q-quantile of a law from an independent sample, with the distribution-free interval between two order
 * statistics (David & Nagaraja, "Order Statistics", 3rd ed., section 7.1).
 *
 * `low` is the largest order statistic that exceeds the quantile with probability at most `alpha`, `high` the smallest
 * that falls short of it with probability at most `alpha`: exact for every law, continuous or not. An end that the
 * sample is too small to give is -Infinity or Infinity. `value` is the approximately median-unbiased estimate of
 * Hyndman & Fan (1996), type 8. The sample is not changed.
 *
 * @param q in (0, 1)
 * @param alpha in (0, 1/2), one-sided for each end
 */
export function quantileInterval(
  sample: Float64Array,
  q: number,
  alpha: number = LEVEL,
): { value: number; low: number; high: number } {
  requireOpenProbability("quantileInterval", "q", q);
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`quantileInterval: alpha must be in (0, 1/2), got ${alpha}`);
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  if (n === 0) throw new RangeError("quantileInterval: sample must not be empty, got 0 values");
  if (Number.isNaN(sorted[n - 1])) throw new RangeError("quantileInterval: sample must hold numbers, got NaN");
  const below = lowRank(n, q, alpha);
  const above = highRank(n, q, alpha);
  return {
    value: pointEstimate(sorted, q),
    low: below === 0 ? -Infinity : sorted[below - 1]!,
    high: above === n + 1 ? Infinity : sorted[above - 1]!,
  };
}

/** The largest rank l with P[Bin(n, q) <= l - 1] <= alpha; 0 if there is none. */
function lowRank(n: number, q: number, alpha: number): number {
  return firstInteger(0, n, (l) => binomialCdf(l, n, q) > alpha);
}

/** The smallest rank u with P[Bin(n, q) >= u] <= alpha; n + 1 if there is none. */
function highRank(n: number, q: number, alpha: number): number {
  return firstInteger(1, n + 1, (u) => binomialTail(u, n, q) <= alpha);
}

/** Linear interpolation at rank 1/3 + (n + 1/3) q. */
function pointEstimate(sorted: Float64Array, q: number): number {
  const rank = Math.min(Math.max((sorted.length + 1 / 3) * q + 1 / 3, 1), sorted.length);
  const floor = Math.floor(rank);
  const value = sorted[floor - 1]!;
  return rank === floor ? value : value + (rank - floor) * (sorted[floor]! - value);
}
