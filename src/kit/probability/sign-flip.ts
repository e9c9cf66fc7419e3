/**
 * Exact tests of paired differences: under the null hypothesis each difference is as likely to have had the other sign,
 * so the law of any signed sum follows from flipping the signs in all 2^n ways. One function counts them; the sign test
 * and Wilcoxon's signed-rank test are its cases with scores 1 and with ranks.
 */
import { requireInteger } from "./check.js";

/** Counts stay exact doubles up to here. */
const MOST_DIFFERENCES = 52;

/** Largest sum of |scores|: the table of counts has as many entries. */
const LARGEST_SUM = 1e7;

/**
 * The two-sided p-value of a signed sum: the share of all 2^n sign patterns in which |sum of +-|score|| is at least the
 * |sum| of the scores as given. Exact. With the differences themselves (in whole units) as scores this is Fisher's and
 * Pitman's test of the mean.
 *
 * @param scores safe integers; zeros change nothing
 * @returns in (0, 1]
 */
export function signFlipTest(scores: readonly number[]): number {
  const sizes = scores.filter((score) => score !== 0).map((score) => Math.abs(score));
  requireInteger("signFlipTest", "the number of scores", sizes.length, 0, MOST_DIFFERENCES);
  for (const size of sizes) requireInteger("signFlipTest", "|score|", size, 1, LARGEST_SUM);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  requireInteger("signFlipTest", "the sum of |scores|", total, 0, LARGEST_SUM);
  const counts = countSubsets(sizes, total);
  const observed = Math.abs(scores.reduce((sum, score) => sum + score, 0));
  let extreme = 0;
  // A subset of sum s taken positive gives the signed sum 2 s - total.
  for (let s = 0; s <= total; s++) if (Math.abs(2 * s - total) >= observed) extreme += counts[s]!;
  return extreme / 2 ** sizes.length;
}

/** How many subsets have each sum, 0..total. */
function countSubsets(sizes: readonly number[], total: number): Float64Array {
  const counts = new Float64Array(total + 1);
  counts[0] = 1;
  let reached = 0;
  for (const size of sizes) {
    reached += size;
    for (let s = reached; s >= size; s--) counts[s]! += counts[s - size]!;
  }
  return counts;
}

/** The smallest two-sided p-value that flipping the signs of n differences can give: all of one sign, 2 patterns of 2^n. */
export function lowestPValue(n: number): number {
  requireInteger("lowestPValue", "n", n, 1, MOST_DIFFERENCES);
  return 2 ** (1 - n);
}

/** The exact two-sided sign test: how often were this many, or more, of the differences of one sign. Zeros are dropped. */
export function signTest(differences: readonly number[]): number {
  return signFlipTest(differences.map(Math.sign));
}

/** Wilcoxon's signed-rank test of paired differences. */
export interface SignedRankTest {
  /** Differences that are not 0. */
  readonly n: number;
  /** Sum of the ranks of the positive differences. */
  readonly positive: number;
  /** Sum of the ranks of the negative differences. */
  readonly negative: number;
  /** Exact, two-sided, given the ranks as they are. */
  readonly pValue: number;
}

/**
 * Wilcoxon's signed-rank test (Biometrics Bulletin 1, 1945): differences ranked by size, ties sharing their mean rank,
 * zeros dropped; the p-value is exact for the ranks as they are, tied or not.
 *
 * @param differences finite numbers; differences that are equal in theory must be equal as doubles
 */
export function signedRankTest(differences: readonly number[]): SignedRankTest {
  const kept = differences.filter((x) => x !== 0);
  const doubled = kept.map((x) => Math.sign(x) * doubledRank(Math.abs(x), kept));
  const positive = doubled.reduce((sum, rank) => sum + Math.max(rank, 0), 0) / 2;
  const negative = doubled.reduce((sum, rank) => sum + Math.max(-rank, 0), 0) / 2;
  return { n: kept.length, positive, negative, pValue: signFlipTest(doubled) };
}

/** Twice the mean rank of a size among the sizes: an integer also where ranks are shared. */
function doubledRank(size: number, differences: readonly number[]): number {
  const smaller = differences.filter((x) => Math.abs(x) < size).length;
  const equal = differences.filter((x) => Math.abs(x) === size).length;
  return 2 * smaller + equal + 1;
}
