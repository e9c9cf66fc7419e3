import { requireInteger, requireOpenProbability } from "./check.js";
import { chiSquareQuantile } from "./chi-square.js";

const MOST = 1e6;

/**
 * The exact interval of Garwood (Biometrika 28, 1936) for the mean of a Poisson variable that came out as `count`. Each end
 * misses with probability at most `alpha` (one-sided), whatever the mean. For a sum of independent rare events with
 * probabilities of their own it is wide enough, as their sum varies less.
 *
 * @param count in [0, 10^6]
 * @throws RangeError for a count that is no integer in that range, or an alpha outside (0, 1)
 */
export function poissonInterval(count: number, alpha: number): { low: number; high: number } {
  requireInteger("poissonInterval", "count", count, 0, MOST);
  requireOpenProbability("poissonInterval", "alpha", alpha);
  return {
    low: count === 0 ? 0 : chiSquareQuantile(alpha, 2 * count) / 2,
    high: chiSquareQuantile(1 - alpha, 2 * (count + 1)) / 2,
  };
}
