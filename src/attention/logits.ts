import { transposeApply, type Weights } from "./weights.js";

/**
 * The logits z_ij = x_i^T W x_j of self-attention, and the row sizes ||W^T x_i||.
 *
 * Given x_i, row i without its diagonal is independent over j with scale sigma_i = tau ||W^T x_i||.
 */
export interface Logits {
  readonly n: number;
  readonly z: Float64Array; // (n, n), row-major: queries by keys
  readonly rowNorms: Float64Array; // (n): ||W^T x_i||
}

/** Room for the logits of one matrix, so that thousands of draws allocate once. */
export interface LogitsBuffer extends Logits {
  readonly d: number;
  readonly projected: Float64Array; // (n, d): rows W^T x_i
}

export function logitsBuffer(n: number, d: number): LogitsBuffer {
  return {
    n,
    d,
    z: new Float64Array(n * n),
    rowNorms: new Float64Array(n),
    projected: new Float64Array(n * d),
  };
}

/**
 * Compute all logits z_ij = y_i^T W x_j of as many queries y_i as keys x_j: cross-attention, without a diagonal;
 * self-attention where y and x are one. The definition: matrices by the hundred are made by `MatrixLogits`.
 *
 * @param y queries, (n, d) row-major
 * @param x keys, (n, d) row-major
 * @param buffer from `logitsBuffer(n, d)`; overwritten and returned
 */
export function crossLogits(y: Float64Array, x: Float64Array, w: Weights, buffer: LogitsBuffer): Logits {
  const { n, d, z, projected, rowNorms } = buffer;
  requireInputs("crossLogits", buffer, y, x, w);
  for (let i = 0; i < n; i++) {
    const row = transposeApply(w.entries, d, y.subarray(i * d, (i + 1) * d));
    projected.set(row, i * d);
    rowNorms[i] = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) z[i * n + j] = dotAt(projected, i * d, x, j * d, d);
  }
  return buffer;
}

/** @throws RangeError unless inputs and weights fit the buffer */
export function requireInputs(
  name: string,
  { n, d }: LogitsBuffer,
  y: Float64Array,
  x: Float64Array,
  w: Weights,
): void {
  if (w.d !== d || x.length !== n * d || y.length !== n * d) {
    throw new RangeError(
      `${name}: inputs must be ${n} x ${d} and W ${d} x ${d}, got ${y.length} and ${x.length} entries and d = ${w.d}`,
    );
  }
}

/** The length of the vector of the entries from .. to - 1. */
export function norm(entries: Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let f = from; f < to; f++) squares += entries[f]! * entries[f]!;
  return Math.sqrt(squares);
}

function dotAt(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let f = 0; f < d; f++) sum += a[i + f]! * b[j + f]!;
  return sum;
}

/**
 * One row of logits against given keys: z_j = (W^T x_i) . x_j.
 *
 * @param query x_i, d entries
 * @param keys (m, d) row-major
 * @returns the m logits and ||W^T x_i||
 */
export function rowLogits(
  query: Float64Array,
  keys: Float64Array,
  w: Weights,
): { logits: Float64Array; rowNorm: number } {
  const { d } = w;
  const y = transposeApply(w.entries, d, query);
  const m = keys.length / d;
  const logits = new Float64Array(m);
  for (let j = 0; j < m; j++) logits[j] = dotAt(y, 0, keys, j * d, d);
  return { logits, rowNorm: Math.sqrt(y.reduce((sum, v) => sum + v * v, 0)) };
}
