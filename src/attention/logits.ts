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
 * Compute all logits of one input.
 *
 * @param x input, (n, d) row-major
 * @param w weights, d x d
 * @param buffer from `logitsBuffer(n, d)`; overwritten and returned
 */
export function selfLogits(x: Float64Array, w: Weights, buffer: LogitsBuffer): Logits {
  return crossLogits(x, x, w, buffer);
}

/**
 * Compute all logits z_ij = y_i^T W x_j of as many queries y_i as keys x_j: cross-attention, without a diagonal.
 *
 * @param y queries, (n, d) row-major
 * @param x keys, (n, d) row-major
 * @param buffer from `logitsBuffer(n, d)`; overwritten and returned
 */
export function crossLogits(y: Float64Array, x: Float64Array, w: Weights, buffer: LogitsBuffer): Logits {
  const { n, d, z, projected, rowNorms } = buffer;
  if (w.d !== d || x.length !== n * d || y.length !== n * d) {
    throw new RangeError(
      `crossLogits: inputs must be ${n} x ${d} and W ${d} x ${d}, got ${y.length} and ${x.length} entries and d = ${w.d}`,
    );
  }
  for (let i = 0; i < n; i++) {
    const row = transposeApply(w.entries, d, y.subarray(i * d, (i + 1) * d));
    projected.set(row, i * d);
    rowNorms[i] = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
  }
  product(projected, x, n, d, z);
  return buffer;
}

/**
 * z = y x^T for y, x of shape (n, d). Four queries by two keys at a time: the loads are shared and the eight sums are
 * independent. The columns beyond an even n and the rows beyond a multiple of four are plain dot products.
 */
function product(y: Float64Array, x: Float64Array, n: number, d: number, z: Float64Array): void {
  const tiledRows = n - (n % 4);
  const tiledColumns = n - (n % 2);
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 2) tile(y, i, x, j, n, d, z);
    for (let j = tiledColumns; j < n; j++) {
      for (let r = i; r < i + 4; r++) z[r * n + j] = dotAt(y, r * d, x, j * d, d);
    }
  }
  for (let i = tiledRows; i < n; i++) {
    for (let j = 0; j < n; j++) z[i * n + j] = dotAt(y, i * d, x, j * d, d);
  }
}

/** Rows i..i+3 by columns j, j+1. Plain scalars: destructuring here costs four times the arithmetic. */
function tile(y: Float64Array, i: number, x: Float64Array, j: number, n: number, d: number, z: Float64Array): void {
  const y0 = i * d;
  const y1 = y0 + d;
  const y2 = y1 + d;
  const y3 = y2 + d;
  const x0 = j * d;
  const x1 = x0 + d;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let f = 0; f < d; f++) {
    const a = x[x0 + f]!;
    const b = x[x1 + f]!;
    const p = y[y0 + f]!;
    const q = y[y1 + f]!;
    const r = y[y2 + f]!;
    const s = y[y3 + f]!;
    s00 += p * a;
    s01 += p * b;
    s10 += q * a;
    s11 += q * b;
    s20 += r * a;
    s21 += r * b;
    s30 += s * a;
    s31 += s * b;
  }
  const z0 = i * n + j;
  z[z0] = s00;
  z[z0 + 1] = s01;
  z[z0 + n] = s10;
  z[z0 + n + 1] = s11;
  z[z0 + 2 * n] = s20;
  z[z0 + 2 * n + 1] = s21;
  z[z0 + 3 * n] = s30;
  z[z0 + 3 * n + 1] = s31;
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
