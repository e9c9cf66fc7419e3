/** `ours`: what is left of a Gaussian row's sum when its entries are stored in a format with gradual underflow. */
import { normalTail } from "ncsparse-kit/probability";

/** Levels that are summed one by one; beyond, steps are so fine that the sum is an integral, to 1e-9. */
const LEVELS = 4096;

/**
 * The mean sum of a row of n i.i.d. N(0, sigma^2) logits whose entries are rounded to multiples of 2^exponent, the
 * smallest subnormal: an entry is stored as at least m quanta q iff it exceeds (m - 1/2) q, so the sum is
 * q sum_{m >= 1} N_eps at eps = (m - 1/2) q, each with its law n Phic((ln(eps n) + sigma^2/2) / sigma).
 *
 * In the format's subnormal range rounding is to such multiples; above it the error is relative and averages out.
 *
 * @param lnN ln n, n >= 100 e^(sigma^2)
 * @param exponent log2 of the smallest subnormal
 */
export function storedRowSum(lnN: number, sigma: number, exponent: number): number {
  if (!(sigma > 0 && sigma < Infinity)) throw new RangeError(`storedRowSum: sigma must be positive, got ${sigma}`);
  if (!(lnN > 0 && lnN < Infinity)) throw new RangeError(`storedRowSum: lnN must be finite and > 0, got ${lnN}`);
  const lnQuantum = exponent * Math.LN2;
  const lnLevel = lnQuantum + lnN + 0.5 * sigma * sigma;
  const scale = Math.exp(lnN + lnQuantum);
  let sum = 0;
  for (let level = 1; level <= LEVELS; level++) sum += normalTail((lnLevel + Math.log(level - 0.5)) / sigma);
  // The integral of the tail beyond: what entries above so many quanta hold, less that many quanta each.
  const last = (lnLevel + Math.log(LEVELS)) / sigma;
  return scale * (sum - LEVELS * normalTail(last)) + normalTail(last - sigma);
}
