import { requireInteger, requireOpenProbability } from "./check.js";
import { inverseIncompleteBeta, inverseIncompleteBetaComplement } from "./inverse-beta.js";
import { LEVEL } from "./level.js";

const MOST_DRAWS = 1e9;

/**
 * The exact interval of Clopper & Pearson (Biometrika 26, 1934) for a failure probability, after `failures` in
 * `draws` independent draws. Each end misses with probability at most `alpha` (one-sided), whatever the probability.
 */
export function clopperPearson(failures: number, draws: number, alpha: number = LEVEL): { low: number; high: number } {
  requireInteger("clopperPearson", "draws", draws, 1, MOST_DRAWS);
  requireInteger("clopperPearson", "failures", failures, 0, draws);
  requireOpenProbability("clopperPearson", "alpha", alpha);
  return {
    low: failures === 0 ? 0 : inverseIncompleteBeta(alpha, failures, draws - failures + 1),
    high: failures === draws ? 1 : inverseIncompleteBetaComplement(alpha, failures + 1, draws - failures),
  };
}

/**
 * The number of draws M after which no failure at all decides that the failure probability is at most `delta`: the
 * least M whose Clopper-Pearson interval at 0 failures has high <= delta, i.e. (1 - delta)^M <= alpha.
 */
export function drawsToDecide(delta: number, alpha: number = LEVEL): number {
  requireOpenProbability("drawsToDecide", "delta", delta);
  requireOpenProbability("drawsToDecide", "alpha", alpha);
  return Math.max(1, Math.ceil(Math.log(alpha) / Math.log1p(-delta)));
}
