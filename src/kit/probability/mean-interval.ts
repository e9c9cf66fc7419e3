import { LEVEL } from "./level.js";
import { studentQuantile } from "./student.js";

/**
 * The mean of a law from an independent sample, with Student's interval: exact for a normal law, and good where the mean
 * of the sample is nearly normal (many draws, no heavy tail). Means of attention statistics over matrices are; a law
 * with a heavy tail needs `quantileInterval`.
 *
 * @param alpha in (0, 1/2), one-sided for each end
 * @throws RangeError for fewer than 2 values or a value that is not finite
 */
export function meanInterval(
  sample: Float64Array,
  alpha: number = LEVEL,
): { value: number; low: number; high: number } {
  const n = sample.length;
  if (n < 2) throw new RangeError(`meanInterval: sample must hold at least 2 values, got ${n}`);
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`meanInterval: alpha must be in (0, 1/2), got ${alpha}`);
  const mean = sample.reduce((sum, x) => sum + x, 0) / n;
  if (!Number.isFinite(mean)) throw new RangeError(`meanInterval: values must be finite, got a mean of ${mean}`);
  const squares = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const half = studentQuantile(alpha, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value: mean, low: mean - half, high: mean + half };
}
