/** Moves and scales values to mean 0 and a standard deviation (over n, not n - 1); one value alone has none. */
export function standardise(values: Float64Array, deviation: number): void {
  const { mean, variance } = momentsOf(values);
  const factor = variance === 0 ? 0 : deviation / Math.sqrt(variance);
  for (let j = 0; j < values.length; j++) values[j] = (values[j]! - mean) * factor;
}

/** Mean and variance (over n, not n - 1) of at least one value. */
export function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  let [sum, squares] = [0, 0];
  for (let j = 0; j < values.length; j++) sum += values[j]!;
  const mean = sum / values.length;
  for (let j = 0; j < values.length; j++) squares += (values[j]! - mean) ** 2;
  return { mean, variance: squares / values.length };
}
