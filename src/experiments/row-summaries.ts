import type { Logits } from "../attention/logits.js";
import { WeightSums } from "../kernels/index.js";

/** What the statistics need of each row without its diagonal, from two passes over the logits. */
export interface RowSummaries {
  readonly largest: Float64Array; // (n): max |z_ij|
  readonly mean: Float64Array; // (n): mean z_ij
  readonly meanAbsolute: Float64Array; // (n): mean |z_ij|
  readonly lnSum: Float64Array; // (n): ln sum e^z_ij
}

/** Made when first a row is summarised. */
let weights: WeightSums | undefined;

/**
 * Summarise the off-diagonal part of every row.
 *
 * @param logits n >= 2 queries by n keys
 */
export function summariseRows(logits: Logits): RowSummaries {
  const { n, z } = logits;
  if (n < 2) throw new RangeError(`summariseRows: n must be at least 2, got ${n}`);
  const out = {
    largest: new Float64Array(n),
    mean: new Float64Array(n),
    meanAbsolute: new Float64Array(n),
    lnSum: new Float64Array(n),
  };
  weights ??= new WeightSums();
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    // 1. extremes and means
    let top = -Infinity;
    let largest = 0;
    let sum = 0;
    let absolute = 0;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const value = z[i * n + j]!;
      const size = Math.abs(value);
      sum += value;
      absolute += size;
      if (size > largest) largest = size;
      if (value > top) top = value;
    }
    // 2. the normaliser
    row.set(z.subarray(i * n, (i + 1) * n));
    row[i] = -Infinity;
    weights.take(row);
    out.largest[i] = largest;
    out.mean[i] = sum / (n - 1);
    out.meanAbsolute[i] = absolute / (n - 1);
    out.lnSum[i] = weights.lnSum(1, top);
  }
  return out;
}
