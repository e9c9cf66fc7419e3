import { logBinomialCdf, normalTail } from "ncsparse-kit/probability";

const BISECTIONS = 80;

/**
 * `ours`: the median, over draws, of the largest p_(k+1) of `rows` independent rows of n i.i.d. N(0, sigma^2) logits, for
 * n >> e^(sigma^2): exp(sigma t - sigma^2/2) / n, where t is the level that no row has more than k logits above with
 * probability 1/2, Pr[Bin(n, Phic(t)) <= k]^rows = 1/2.
 *
 * @throws RangeError unless 1 <= k < n and rows >= 1, all integers
 */
export function largestEntryLaw(cell: { n: number; k: number; rows: number; sigma: number }): number {
  const { n, sigma } = cell;
  return Math.exp(sigma * largestEntryLevel(cell) - (sigma * sigma) / 2) / n;
}

/** The level t of `largestEntryLaw`, in units of sigma. */
export function largestEntryLevel({ n, k, rows }: { n: number; k: number; rows: number }): number {
  if (!Number.isInteger(n) || !Number.isInteger(k) || k < 1 || k >= n) {
    throw new RangeError(`largestEntryLevel: k must be an integer in [1, n - 1], got k = ${k} and n = ${n}`);
  }
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`largestEntryLevel: rows must be a positive integer, got ${rows}`);
  }
  let [low, high] = [-40, 40];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (rows * logBinomialCdf(k, n, normalTail(middle)) < -Math.LN2) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
