/** Moves and scales values to mean 0 and a standard deviation (over n, not n - 1); one value alone has none. */
export function standardise(values: Float64Array, deviation: number): void {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  const factor = variance === 0 ? 0 : deviation / Math.sqrt(variance);
  for (let j = 0; j < values.length; j++) values[j] = (values[j]! - mean) * factor;
}
