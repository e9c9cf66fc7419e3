/**
 * Certificates of top-k attention: upper bounds of a row's total variation tv = 1 - m_k that need only a part of its
 * logits. After the idea of arXiv 2512.07647, whose abstract names bounds by one boundary gap, by several gaps and by
 * blocks from the ordered logits; the forms and proofs here are `ours`.
 *
 * With K the sum of e^z over the k keys that are kept and T over the n - k others, tv = T / (K + T), which grows with T / K.
 * So a lower bound of K and an upper bound of T bound it.
 *
 * Each bound is rounded up: what it returns is at least the true total variation, and at least what float64 makes of it.
 */

/** Keys that are not kept, of which no logit exceeds `most`. */
export interface KeyGroup {
  readonly size: number;
  readonly most: number;
}

/** Some keys of which an implementation keeps the sum of weights. */
export interface KeptSum {
  /** How many. */
  readonly k: number;
  /** ln K, by float64: the logarithm of the sum of e^z over them. */
  readonly lnSum: number;
}

/** Two units in the last place an operation: no less than what exp, log and one of +, -, *, / leave. */
const ROUNDING = 2 ** -51;
/** Operations beside the sums. */
const FEW = 8;

/**
 * From the gap between the last logit kept and the first one dropped, gap = z_(k) - z_(k+1): every weight in K is at least
 * e^(z_(k)), every one in T at most e^(z_(k+1)), so that tv <= 1 / (1 + k e^gap / (n - k)).
 *
 * @param k in [1, n]
 * @param gap finite, >= 0; of no account at k = n
 * @throws RangeError for other numbers
 */
export function boundaryGapBound(n: number, k: number, gap: number): number {
  if (!Number.isInteger(k) || !Number.isInteger(n) || k < 1 || k > n) {
    throw new RangeError(`boundaryGapBound: k must be an integer in [1, ${n}], got ${k}`);
  }
  if (!(gap >= 0 && gap < Infinity)) throw new RangeError(`boundaryGapBound: gap must be finite and >= 0, got ${gap}`);
  return fromOdds(((n - k) / k) * weightAbove(-gap, ROUNDING * (gap + FEW)), n);
}

/**
 * From the sum of the weights kept and a bound of the others' logits, group by group: T is at most the sum of
 * size e^most over groups that make up all keys that are not kept.
 *
 * - One group of n - k keys at most z_(k+1): no larger than `boundaryGapBound`, as K >= k e^(z_(k)).
 * - Groups of consecutive ranks, each at most its largest: several gaps.
 * - Blocks of keys, each at most its maximum.
 *
 * Groups that split another's, with bounds that are no larger, give a bound that is no larger.
 *
 * @param kept k >= 1 keys, and the finite logarithm of their sum
 * @param groups of sizes >= 0, with finite bounds
 * @throws RangeError for other numbers
 */
export function groupedBound(kept: KeptSum, groups: Iterable<KeyGroup>): number {
  const { k, lnSum } = kept;
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`groupedBound: k must be an integer >= 1, got ${k}`);
  if (!Number.isFinite(lnSum)) throw new RangeError(`groupedBound: lnSum must be finite, got ${lnSum}`);
  let [odds, n] = [0, k];
  for (const { size, most } of groups) {
    if (!(Number.isInteger(size) && size >= 0)) {
      throw new RangeError(`groupedBound: size must be an integer >= 0, got ${size}`);
    }
    if (!Number.isFinite(most)) throw new RangeError(`groupedBound: most must be finite, got ${most}`);
    if (size === 0) continue;
    odds +=
      size * weightAbove(most - lnSum, ROUNDING * (k + FEW) + ROUNDING * Math.abs(most) + ROUNDING * Math.abs(lnSum));
    n += size;
  }
  return fromOdds(odds, n);
}

/** e^x, rounded up where x may be too small by `error`, which is finite; above 0 also where no double is that small. */
function weightAbove(x: number, error: number): number {
  return Math.exp(x + error) + Number.MIN_VALUE;
}

/** tv from T / K, of a row of n keys: rounded up by what adding n weights leaves, since float64 adds them to get tv. */
function fromOdds(odds: number, n: number): number {
  const tv = odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
  return Math.min(1, tv * (1 + ROUNDING * (n + FEW)));
}
