import { studentQuantile } from "ncsparse-kit/probability";

/** Groups of rows of like length: within one, neighbouring rows share most of their keys and are not independent. */
const GROUPS = 8;
/** Groups that a line and its interval need, at least. */
const FEWEST_GROUPS = 4;
/** The interval's error rate. */
const ALPHA = 0.05;

/** Rows of about one length, and the keys that they need: geometric means. */
export interface LengthGroup {
  readonly n: number;
  readonly k: number;
}

/** How the needed keys grow with the row's length: k = alpha n^C. */
export interface KeyExponent {
  readonly C: number;
  /** A 95 % interval: Student's over the groups' distances from the line. */
  readonly low: number;
  readonly high: number;
  readonly alpha: number;
  readonly groups: readonly LengthGroup[];
}

/**
 * Fits ln k = ln alpha + C ln n by least squares to groups of rows, evenly spaced in ln n.
 *
 * @param lengths n_i of each row, >= 2
 * @param needed k_i, >= 1
 * @returns null where the lengths make fewer than four groups
 */
export function keyExponent(lengths: ArrayLike<number>, needed: ArrayLike<number>): KeyExponent | null {
  const groups = groupsOf(lengths, needed);
  if (groups.length < FEWEST_GROUPS) return null;
  const x = groups.map(({ n }) => Math.log(n));
  const y = groups.map(({ k }) => Math.log(k));
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, a) => sum + (a - meanX) ** 2, 0);
  const C = x.reduce((sum, a, g) => sum + (a - meanX) * (y[g]! - meanY), 0) / spread;
  const residuals = x.reduce((sum, a, g) => sum + (y[g]! - meanY - C * (a - meanX)) ** 2, 0);
  const freedom = groups.length - 2;
  const half = studentQuantile(ALPHA / 2, freedom) * Math.sqrt(residuals / freedom / spread);
  return { C, low: C - half, high: C + half, alpha: Math.exp(meanY - C * meanX), groups };
}

/** Groups that hold rows, shortest first. */
function groupsOf(lengths: ArrayLike<number>, needed: ArrayLike<number>): LengthGroup[] {
  const ln = Float64Array.from(lengths, Math.log);
  const least = ln.reduce((a, b) => Math.min(a, b), Infinity);
  const most = ln.reduce((a, b) => Math.max(a, b), -Infinity);
  const width = (most - least) / GROUPS;
  if (!(width > 0)) return [];
  const sums = Array.from({ length: GROUPS }, () => ({ count: 0, n: 0, k: 0 }));
  ln.forEach((x, i) => {
    const group = sums[Math.min(GROUPS - 1, Math.floor((x - least) / width))]!;
    group.count++;
    group.n += x;
    group.k += Math.log(needed[i]!);
  });
  return sums
    .filter(({ count }) => count > 0)
    .map(({ count, n, k }) => ({ n: Math.exp(n / count), k: Math.exp(k / count) }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
