import { softmax } from "../../attention/softmax.js";
import type { Head } from "../head.js";
import { costOf, requireEstimable, requireNoBias, type Estimator } from "./estimator.js";
import { timesTranspose } from "../../kernels/index.js";
import { addScaled, times } from "../products.js";

/** Steps of the iteration for the pseudo-inverse: as many as its authors take. */
const STEPS = 6;

/**
 * softmax(Q K~^T) Z softmax(Q~ K^T) V, in which Q~ and K~ are m landmarks, means of consecutive queries and of consecutive
 * keys, and Z is the pseudo-inverse of softmax(Q~ K~^T) as the authors compute it, by six steps of an iteration. Its rows
 * sum nearly to 1 but may have negative entries: no distribution.
 */
export const nystromformer: Estimator = {
  name: "Nyströmformer",
  source: "Xiong et al. 2021, arXiv 2102.03902",
  parameter: "landmarks",
  causal: false,
  range: (n) => [1, n],
  // Landmarks and two softmax kernels for each query and key; for the head the third, six steps of four products, Z times.
  cost: costOf("2 * m * (d + w + 1) + 2 * d + m^2 * (d + w + 24 * m) / n"),
  estimate(head, values, m) {
    requireEstimable(nystromformer, head, values, m);
    requireNoBias(nystromformer.name, head);
    return { output: nystromOutput(head, values, m, STEPS) };
  },
};

/**
 * The output (n, w).
 *
 * @param steps of the iteration; the more, the nearer to the pseudo-inverse
 */
export function nystromOutput(head: Head, values: Float64Array, m: number, steps: number): Float64Array {
  const { n, d, queries, keys } = head;
  const [queryMeans, keyMeans] = [segmentMeans(queries, n, m), segmentMeans(keys, n, m)];
  const kernel = (a: Float64Array, b: Float64Array): Float64Array =>
    softmaxRows(timesTranspose(a, b, d), b.length / d, head);
  const inverse = pseudoInverse(kernel(queryMeans, keyMeans), m, steps);
  const summary = times(kernel(queryMeans, keys), values, n); // (m, w)
  return times(kernel(queries, keyMeans), times(inverse, summary, m), m);
}

/** Means of m consecutive segments of rows, as equal in length as can be: (m, d). */
function segmentMeans(rows: Float64Array, n: number, m: number): Float64Array {
  const d = rows.length / n;
  const out = new Float64Array(m * d);
  for (let t = 0; t < m; t++) {
    const [from, to] = [Math.floor((t * n) / m), Math.floor(((t + 1) * n) / m)];
    for (let i = from; i < to; i++) addScaled(out, t * d, 1 / (to - from), rows, i * d, d);
  }
  return out;
}

/** Softmax of each row of s / sqrt(d) times what is given, in place. */
function softmaxRows(products: Float64Array, columns: number, { d, scale }: Head): Float64Array {
  for (let t = 0; t < products.length; t++) products[t]! *= scale / Math.sqrt(d);
  for (let at = 0; at < products.length; at += columns) {
    const row = products.subarray(at, at + columns);
    softmax(row, row);
  }
  return products;
}

/**
 * The pseudo-inverse of A by Razavi et al.'s iteration, Z <- Z (13 - AZ (15 - AZ (7 - AZ))) / 4 from A^T over its largest
 * sums of a row and of a column (non-negative entries).
 */
export function pseudoInverse(a: Float64Array, m: number, steps: number): Float64Array {
  let z = scaledTranspose(a, m);
  for (let step = 0; step < steps; step++) {
    const product = times(a, z, m);
    let inner = fromIdentity(7, product, m);
    inner = fromIdentity(15, times(product, inner, m), m);
    inner = fromIdentity(13, times(product, inner, m), m);
    z = times(z, inner, m).map((x) => x / 4);
  }
  return z;
}

function scaledTranspose(a: Float64Array, m: number): Float64Array {
  const [rows, columns] = [new Float64Array(m), new Float64Array(m)];
  for (let at = 0; at < m * m; at++) {
    rows[Math.floor(at / m)]! += a[at]!;
    columns[at % m]! += a[at]!;
  }
  const norm = Math.max(...rows) * Math.max(...columns);
  return Float64Array.from({ length: m * m }, (_, at) => a[(at % m) * m + Math.floor(at / m)]! / norm);
}

/** c I - X. */
function fromIdentity(c: number, x: Float64Array, m: number): Float64Array {
  return x.map((entry, at) => (at % (m + 1) === 0 ? c : 0) - entry);
}
