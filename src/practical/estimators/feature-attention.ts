import { seenKeys, type Head } from "../head.js";
import type { Estimate } from "./estimator.js";
import { addScaled } from "../products.js";

/** Non-negative features of queries and keys, whose products stand for the exponentials of the logits up to a factor a row. */
export interface Features {
  readonly count: number;
  readonly queries: Float64Array; // (n, count), row-major
  readonly keys: Float64Array; // (n, count), row-major
}

/**
 * Attention with weights phi(q_i) . phi(k_j) over their sum: from sums over the keys of each feature times the value, so
 * that no weight is formed.
 */
export function featureAttention(head: Head, values: Float64Array, features: Features): Estimate {
  const { n } = head;
  const { count, queries, keys } = features;
  const w = values.length / n;
  const output = new Float64Array(n * w);
  const sums = new Float64Array(count * (w + 1)); // of each feature times the value, and of the feature
  let summed = 0;
  for (let i = 0; i < n; i++) {
    for (const seen = seenKeys(head, i); summed < seen; summed++) addKey(sums, keys, values, summed, count, w);
    let normaliser = 0;
    for (let r = 0; r < count; r++) {
      const feature = queries[i * count + r]!;
      normaliser += feature * sums[r * (w + 1) + w]!;
      addScaled(output, i * w, feature, sums, r * (w + 1), w);
    }
    for (let f = 0; f < w; f++) output[i * w + f]! /= normaliser;
  }
  return { output, row: (i, out) => featureRow(head, features, i, out) };
}

function addKey(
  sums: Float64Array,
  keys: Float64Array,
  values: Float64Array,
  j: number,
  count: number,
  w: number,
): void {
  for (let r = 0; r < count; r++) {
    const feature = keys[j * count + r]!;
    addScaled(sums, r * (w + 1), feature, values, j * w, w);
    sums[r * (w + 1) + w]! += feature;
  }
}

function featureRow(head: Head, { count, queries, keys }: Features, i: number, out: Float64Array): void {
  const seen = seenKeys(head, i);
  out.fill(0);
  let sum = 0;
  for (let j = 0; j < seen; j++) {
    let weight = 0;
    for (let r = 0; r < count; r++) weight += queries[i * count + r]! * keys[j * count + r]!;
    out[j] = weight;
    sum += weight;
  }
  for (let j = 0; j < seen; j++) out[j]! /= sum;
}
