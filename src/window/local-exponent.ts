import { logit } from "./logit.js";
import { meanTail } from "../limit/mean-tail/mean-tail.js";
import { compareCounts, countOf, integerCount, type Count } from "../limit/sampler/count.js";

/** Steps in ln n and ln k: in units of sqrt(ln(n / k)), over which the logit of the mean tail of long rows changes by about 1. */
const STEP = 0.02;

/**
 * d ln k / d ln n of the window that leaves a share of the mass: how k has to follow n, while the row scale changes with n,
 * so that the mean total variation stays what it is at this n and k. By differences of the mean, which is an integral; to
 * about four digits, and as far as integers are fine enough where k or n - k is a few.
 *
 * Not below 0 at k = 1, which no smaller window follows; 1 at k = n, where every key is kept; NaN at n = 2, k = 1, where
 * there is no other window.
 *
 * @param k in [1, n]
 * @param sigma row scale at n, in [0, 1e150]
 * @param slope d sigma / d ln n there, finite
 * @throws RangeError for what `meanTail` refuses
 */
export function localExponent(n: Count, k: Count, sigma: number, slope: number): number {
  if (!Number.isFinite(slope)) throw new RangeError(`localExponent: slope must be finite, got ${slope}`);
  if (compareCounts(k, n) === 0) return 1;
  const apart = n.ln - k.ln;
  const step = STEP * Math.max(1, Math.sqrt(apart));
  const inside = Math.min(step, 0.25 * apart);
  // The window stays below the length: one of all keys leaves nothing, whose logit is no number.
  const [shorter, longer] = [moved(n, -inside, k.value + 1, Infinity), moved(n, step, 1, Infinity)];
  const [smaller, larger] = [moved(k, -step, 1, Infinity), moved(k, inside, 1, n.value - 1)];
  const tail = (length: Count, window: Count): number =>
    logit(meanTail(length, window, sigma + slope * (length.ln - n.ln)));
  const alongN = (tail(longer, k) - tail(shorter, k)) / (longer.ln - shorter.ln);
  const alongK = (tail(n, larger) - tail(n, smaller)) / (larger.ln - smaller.ln);
  const exponent = -alongN / alongK;
  return k.value === 1 ? Math.max(0, exponent) : exponent;
}

/** The count times e^by, by one integer at least where integers are told apart, and within [least, most]. */
function moved(count: Count, by: number, least: number, most: number): Count {
  const near = countOf("localExponent", "count", { ln: Math.max(0, count.ln + by) });
  if (count.value === Infinity || near.value === Infinity) return near;
  const value = by < 0 ? Math.min(near.value, count.value - 1) : Math.max(near.value, count.value + 1);
  return integerCount(Math.min(most, Math.max(least, value)));
}
