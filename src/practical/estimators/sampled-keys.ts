import type { Stream } from "ncsparse-kit/random";
import { attentionRow, type Head } from "../head.js";
import { drawDistinct } from "../methods/big-bird.js";
import { costOf, requireEstimable, type Estimate, type Estimator } from "./estimator.js";
import { addScaled } from "../products.js";

/**
 * m keys for all queries, drawn with probabilities pi_j in proportion to the norm of the key's column of attention times
 * that of its value; each key's weight is its exponential over pi_j, so that numerator and normaliser of a row are unbiased.
 * The norm of a column is taken over m queries drawn at random. (KDEformer estimates it by kernel densities, HyperAttention
 * by hashing. Here no key is drawn twice, and one sample serves numerator and normaliser, so that a row is a distribution.)
 */
export const sampledKeys: Estimator = {
  name: "sampled keys",
  source:
    "KDEformer: Zandieh, Han, Daliri, Karbasi 2023, arXiv 2302.02451; HyperAttention: Han et al. 2023, arXiv 2310.05869",
  parameter: "sampled keys",
  causal: false,
  range: (n) => [1, n],
  // For each key its logits with the drawn queries, their squares, and its value's norm; for each query the drawn keys.
  cost: costOf("m * (2 * d + w + 2) + w"),
  estimate(head, values, m, source) {
    requireEstimable(sampledKeys, head, values, m);
    const inclusion = inclusionProbabilities(samplingSizes(head, values, m, source), m);
    return weightedKeys(head, values, inclusion, systematicSample(inclusion, source.uniform()));
  },
};

/**
 * What the probability of each key is in proportion to. A value's norm is taken with the normaliser's 1 beside it, in units
 * of the values' root mean square norm: a key of a small value counts in the normaliser.
 */
function samplingSizes(head: Head, values: Float64Array, m: number, source: Stream): Float64Array {
  const { n } = head;
  const w = values.length / n;
  const columns = new Float64Array(n);
  const queries = new Uint32Array(m);
  drawDistinct(source, n, queries);
  for (const i of queries) attentionRow(head, i).forEach((p, j) => (columns[j]! += p * p));
  const squares = Float64Array.from({ length: n }, (_, j) =>
    values.subarray(j * w, (j + 1) * w).reduce((sum, v) => sum + v * v, 0),
  );
  const unit = squares.reduce((sum, x) => sum + x, 0) / n || 1;
  return columns.map((column, j) => Math.sqrt(column * (squares[j]! + unit)));
}

/**
 * Probabilities of being drawn, in proportion to the sizes as far as none exceeds 1; their sum is m.
 *
 * @param sizes positive
 */
export function inclusionProbabilities(sizes: Float64Array, m: number): Float64Array {
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]!);
  const out = new Float64Array(sizes.length).fill(1);
  let rest = sizes.reduce((sum, x) => sum + x, 0);
  let certain = 0;
  for (; certain < m && (m - certain) * sizes[order[certain]!]! >= rest; certain++) rest -= sizes[order[certain]!]!;
  for (const j of order.slice(certain)) out[j] = (sizes[j]! * (m - certain)) / rest;
  return out;
}

/**
 * Keys at which the running sum of the probabilities passes start, start + 1, ...: each is drawn with its probability where
 * start is uniform on (0, 1).
 */
export function systematicSample(inclusion: Float64Array, start: number): number[] {
  const out: number[] = [];
  let sum = 0;
  for (let j = 0; j < inclusion.length; j++) {
    sum += inclusion[j]!;
    if (sum > start + out.length) out.push(j);
  }
  return out;
}

/** The estimate from keys that were drawn with these probabilities. */
function weightedKeys(head: Head, values: Float64Array, inclusion: Float64Array, keys: readonly number[]): Estimate {
  const { n, attention } = head;
  const w = values.length / n;
  const output = new Float64Array(n * w);
  const row = (i: number, out: Float64Array): void => {
    let sum = 0;
    for (const j of keys) sum += attention[i * n + j]! / inclusion[j]!;
    out.fill(0);
    for (const j of keys) out[j] = attention[i * n + j]! / inclusion[j]! / sum;
  };
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    row(i, weights);
    for (const j of keys) addScaled(output, i * w, weights[j]!, values, j * w, w);
  }
  return { output, row };
}
