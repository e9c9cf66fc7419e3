import type { Stream } from "ncsparse-kit/random";
import type { Head } from "../head.js";
import { costOf, requireEstimable, requireNoBias, type Estimator } from "./estimator.js";
import { featureAttention } from "./feature-attention.js";
import { drawInputs, timesTranspose } from "../../kernels/index.js";

/**
 * FAVOR+: m positive features exp(omega . x - |x|^2 / 2) / sqrt(m) of x = sqrt(s) q / d^(1/4), and of keys likewise, whose
 * products have the mean exp(z_ij). The directions omega are orthogonal in blocks of d, each with the length of a standard
 * normal vector. (The authors' programs add a small constant to each feature; here there is none.)
 */
export const performer: Estimator = {
  name: "Performer",
  source: "Choromanski et al. 2021, arXiv 2009.14794",
  parameter: "random features",
  causal: true,
  range: () => [1, Number.MAX_SAFE_INTEGER],
  // Directions, then sums of features times values: for the row's key and for its query. Two squared norms.
  cost: costOf("2 * m * (d + w + 1) + 2 * d"),
  estimate(head, values, m, source) {
    requireEstimable(performer, head, values, m);
    requireNoBias(performer.name, head);
    return featureAttention(head, values, { count: m, ...positiveFeatures(head, m, source) });
  },
};

/**
 * Features of queries and keys. Those of a query are divided by their largest, those of all keys by the largest of all:
 * factors that normalisation removes, and without which they might leave the doubles.
 */
function positiveFeatures(head: Head, m: number, source: Stream): { queries: Float64Array; keys: Float64Array } {
  const { n, d } = head;
  const directions = orthogonalDirections(m, d, source);
  const queries = lnFeatures(head.queries, head, directions);
  const keys = lnFeatures(head.keys, head, directions);
  for (let i = 0; i < n; i++) exponentiate(queries.subarray(i * m, (i + 1) * m));
  exponentiate(keys);
  return { queries, keys };
}

/** ln of sqrt(m) times each feature, (n, m): omega . x - |x|^2 / 2. */
export function lnFeatures(
  points: Float64Array,
  { d, scale }: Pick<Head, "d" | "scale">,
  directions: Float64Array,
): Float64Array {
  const factor = Math.sqrt(scale / Math.sqrt(d));
  const x = points.map((entry) => factor * entry);
  const out = timesTranspose(x, directions, d);
  const m = directions.length / d;
  for (let i = 0; i * d < x.length; i++) {
    let square = 0;
    for (let f = 0; f < d; f++) square += x[i * d + f]! ** 2;
    for (let r = 0; r < m; r++) out[i * m + r]! -= square / 2;
  }
  return out;
}

/** exp(x - max x), in place. */
function exponentiate(x: Float64Array): void {
  const top = x.reduce((most, value) => Math.max(most, value), -Infinity);
  for (let t = 0; t < x.length; t++) x[t] = Math.exp(x[t]! - top);
}

/**
 * m directions in d dimensions, (m, d), each standard normal, and in blocks of d orthogonal to each other: Gram and
 * Schmidt's of normal vectors, with lengths of other normal vectors.
 */
export function orthogonalDirections(m: number, d: number, source: Stream): Float64Array {
  const out = new Float64Array(m * d);
  drawInputs(source, "gaussian", out);
  const lengths = new Float64Array(d);
  for (let r = 0; r < m; r++) {
    const own = out.subarray(r * d, (r + 1) * d);
    for (let before = r - (r % d); before < r; before++) removeAlong(own, out.subarray(before * d, (before + 1) * d));
    drawInputs(source, "gaussian", lengths);
    const factor = Math.sqrt(squaredNorm(lengths) / squaredNorm(own));
    for (let f = 0; f < d; f++) own[f]! *= factor;
  }
  return out;
}

function removeAlong(own: Float64Array, other: Float64Array): void {
  let product = 0;
  for (let f = 0; f < own.length; f++) product += own[f]! * other[f]!;
  const share = product / squaredNorm(other);
  for (let f = 0; f < own.length; f++) own[f]! -= share * other[f]!;
}

function squaredNorm(x: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < x.length; f++) sum += x[f]! * x[f]!;
  return sum;
}
