/**
 * A block: m i.i.d. standard normal variables between two order statistics, whose weights exp(sigma x) are summed at once.
 *
 * Given its two ends the entries of a block are independent and truncated normal, so mean and variance of its sum are
 * known; the sum itself is drawn from the lognormal law of the same mean and variance.
 */
import { logNormalDifference } from "ncsparse-kit/probability";
import { normal, type Stream } from "ncsparse-kit/random";

/** Weights that differ by less than this factor's logarithm count as equal: off by its square / 24, below 1e-9. */
const FLAT = 1e-4;

/** ln of the sums of a block's weights and of their squares. */
export interface BlockSums {
  sum: number;
  squares: number;
}

/**
 * Draws the sum of the weights of a block and the sum of their squares.
 *
 * Error: in Wasserstein distance either sum is off by less than twice the difference of its largest and smallest weight:
 * once for the normal law (L. Goldstein, "Bounds on the constant in the mean central limit theorem", Ann. Probab. 38
 * (2010), 1672-1689: E|X|^3 / sd^2 <= the range), half of it for the lognormal one in its place. Over adjacent blocks
 * that adds up to twice the largest weight of them all. Both sums move with the same normal variable: each has its own
 * law, and their correlation, near 1, is taken to be 1.
 *
 * @param lnM ln of the number of entries; -Infinity for none
 * @param low lower end, -Infinity allowed
 * @param high upper end
 * @throws RangeError for a NaN
 */
export function drawBlock(
  stream: Stream,
  lnM: number,
  low: number,
  high: number,
  sigma: number,
  out: BlockSums,
): BlockSums {
  if (Number.isNaN(lnM)) throw new RangeError(`drawBlock: lnM must be a number, got ${lnM}`);
  if (!(low <= high)) throw new RangeError(`drawBlock: low must be <= high = ${high}, got ${low}`);
  if (lnM === -Infinity) {
    out.sum = out.squares = -Infinity;
  } else if (sigma === 0 || sigma * (high - low) <= FLAT) {
    out.sum = lnM + 0.5 * sigma * (low === -Infinity ? 0 : low + high);
    out.squares = 2 * out.sum - lnM;
  } else {
    drawUneven(stream, lnM, low, high, sigma, out);
  }
  return out;
}

function drawUneven(stream: Stream, lnM: number, low: number, high: number, sigma: number, out: BlockSums): void {
  const whole = logNormalDifference(low, high);
  const first = logMoment(low, high, sigma) - whole;
  const second = logMoment(low, high, 2 * sigma) - whole;
  const fourth = logMoment(low, high, 4 * sigma) - whole;
  const x = normal(stream);
  // No sum of m weights lies outside m times the largest one.
  out.sum = Math.min(lnM + first + logNoise(second - 2 * first, lnM, x), lnM + sigma * high);
  out.squares = Math.min(lnM + second + logNoise(fourth - 2 * second, lnM, x), lnM + 2 * sigma * high);
}

/** ln of the integral of exp(s x) phi(x) over [low, high]. */
function logMoment(low: number, high: number, s: number): number {
  return 0.5 * s * s + logNormalDifference(low - s, high - s);
}

/** ln of the lognormal factor of mean 1 and variance (e^d - 1) / m: d = ln(second moment / mean^2). */
function logNoise(d: number, lnM: number, x: number): number {
  if (!(d > 0)) return 0; // narrow blocks, where rounding may give -1e-16
  const lnVariance = (d > 30 ? d : Math.log(Math.expm1(d))) - lnM;
  const variance = lnVariance > 30 ? lnVariance : Math.log1p(Math.exp(lnVariance));
  return Math.sqrt(variance) * x - 0.5 * variance;
}
