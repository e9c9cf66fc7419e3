/** Failure probabilities of the atlas's controls. */
import {
  binomialCdf,
  binomialTail,
  normalCdf,
  normalTail,
  normalTailQuantileFromLog,
  LEVEL,
  quantileInterval,
} from "ncsparse-kit/probability";
import { ROWS } from "./samples.js";

/** Student's quantile at the level of an interval's end for a thousand draws and more is below this; the normal one is 4.27. */
const QUANTILE = 4.5;

/**
 * The probability that an interval of measured / law lies outside 1 +- tolerance when the true ratio is `truth`, by the
 * normal approximation to the mean of the draws, for a standard deviation of a row of up to `deviation` times its mean.
 */
export function outsidePower(options: { draws: number; truth: number; deviation: number; tolerance: number }): number {
  const { draws, truth, deviation, tolerance } = options;
  const error = (truth * deviation) / Math.sqrt(draws);
  const gap = truth < 1 ? 1 - tolerance - truth : truth - 1 - tolerance;
  return normalCdf(gap / error - QUANTILE);
}

/**
 * The probability that the interval of a trend, or of a difference of two estimates of a logarithm, lies beyond a point
 * that is `gap` away from its mean: two lengths, each with a standard deviation of a row of up to `deviation`.
 */
export function trendPower(options: { draws: number; gap: number; deviation: number }): number {
  const error = options.deviation / Math.sqrt(options.draws); // of each end
  return normalCdf((options.gap - 2 * QUANTILE * error) / (Math.SQRT2 * error));
}

/**
 * A lower bound on the probability that the median's interval of the largest error over `level` ends below 1: in one row
 * the error is at most p_(1)/m, which exceeds the level only if the largest logit exceeds the k-th by enough; that one
 * stands above the level of rank 1.8 k but for a binomial tail.
 */
export function medianBelowPower(options: { n: number; k: number; sigma: number; level: number }): number {
  const { n, k, sigma, level } = options;
  const rank = Math.log((1.8 * k) / n);
  const short = binomialCdf(k - 1, n, Math.exp(rank)); // the k-th logit falls below
  const needed = normalTailQuantileFromLog(rank) + Math.log((level * (k - 1)) / (1 - level)) / sigma;
  const exceeds = binomialTail(1, n, normalTail(needed)) + short;
  const ranks = Float64Array.from({ length: ROWS }, (_, i) => i + 1);
  return binomialCdf(ROWS - quantileInterval(ranks, 0.5, LEVEL).high, ROWS, Math.min(1, exceeds));
}
