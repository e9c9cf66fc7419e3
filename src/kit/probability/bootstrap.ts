import { requireInteger } from "./check.js";

/** Where the resampled indices come from; a `Stream` is one. */
export interface UniformSource {
  fillUniform(out: Float64Array): void;
}

/**
 * Efron's percentile bootstrap of a mean: the sample is drawn anew with replacement, and the interval lies between the
 * alpha- and the (1 - alpha)-quantile of the means. Its coverage is only asymptotically right; at n = 16 it is a little
 * too short.
 *
 * @param source one stream; resamples * sample.length draws are taken from it
 * @param alpha one-sided for each end, in (0, 1/2)
 */
export function bootstrapMeanInterval(
  sample: Float64Array,
  source: UniformSource,
  resamples: number,
  alpha: number,
): { value: number; low: number; high: number } {
  const n = sample.length;
  requireInteger("bootstrapMeanInterval", "the sample's size", n, 1, 1e6);
  requireInteger("bootstrapMeanInterval", "resamples", resamples, 1, 1e7);
  if (!(alpha > 0 && alpha < 0.5)) {
    throw new RangeError(`bootstrapMeanInterval: alpha must be in (0, 1/2), got ${alpha}`);
  }
  const means = new Float64Array(resamples);
  const draws = new Float64Array(n);
  for (let r = 0; r < resamples; r++) {
    source.fillUniform(draws);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sample[Math.floor(draws[i]! * n)]!;
    means[r] = sum / n;
  }
  means.sort();
  const outside = Math.floor(alpha * resamples);
  const value = sample.reduce((sum, x) => sum + x, 0) / n;
  return { value, low: means[outside]!, high: means[resamples - 1 - outside]! };
}
