import type { Stream } from "ncsparse-kit/random";
import { drawInputs } from "../kernels/index.js";

/** The combined weight matrix W = W_Q W_K^T / sqrt(d) (Definition 4.1 = C.8), d x d, row-major. */
export interface Weights {
  readonly d: number;
  readonly entries: Float64Array; // (d, d), row-major
  /** How the matrix was made, for tables: e.g. "I/sqrt(d)". */
  readonly label: string;
}

/** W = scale I / sqrt(d): queries and keys are the inputs themselves. */
export function isotropicWeights(d: number, scale = 1): Weights {
  requireDimension("isotropicWeights", d);
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) entries[a * d + a] = scale / Math.sqrt(d);
  return { d, entries, label: scale === 1 ? "I/√d" : `${scale} I/√d` };
}

/** W = v v^T with v = (1, ..., 1)/sqrt(d): the rank-one weights that separate R from the paper's R. */
export function rankOneWeights(d: number): Weights {
  requireDimension("rankOneWeights", d);
  return { d, entries: new Float64Array(d * d).fill(1 / d), label: "v vᵀ" };
}

/** W = W_Q W_K^T / sqrt(d), entries of W_Q and W_K independent N(0, scale / d): random projections. */
export function randomWeights(stream: Stream, d: number, scale = 1): Weights {
  requireDimension("randomWeights", d);
  const query = new Float64Array(d * d);
  const key = new Float64Array(d * d);
  drawInputs(stream, "gaussian", query, Math.sqrt(scale / d));
  drawInputs(stream, "gaussian", key, Math.sqrt(scale / d));
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += query[a * d + c]! * key[b * d + c]!;
      entries[a * d + b] = sum / Math.sqrt(d);
    }
  }
  return { d, entries, label: "random" };
}

/** ||W||_F. */
export function frobeniusNorm(w: Weights): number {
  let squares = 0;
  for (const x of w.entries) squares += x * x;
  return Math.sqrt(squares);
}

export function trace(w: Weights): number {
  let sum = 0;
  for (let a = 0; a < w.d; a++) sum += w.entries[a * w.d + a]!;
  return sum;
}

/** The symmetric part (W + W^T) / 2, which is all that a diagonal logit x^T W x sees. */
export function symmetricPart(w: Weights): Weights {
  const { d } = w;
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) entries[a * d + b] = (w.entries[a * d + b]! + w.entries[b * d + a]!) / 2;
  }
  return { d, entries, label: `sym ${w.label}` };
}

/** The symmetric part without its diagonal: what a diagonal logit makes of products of different entries. */
export function hollowPart(w: Weights): Weights {
  const hollow = symmetricPart(w);
  for (let a = 0; a < w.d; a++) hollow.entries[a * w.d + a] = 0;
  return { ...hollow, label: `hollow ${w.label}` };
}

/** The Euclidean norm of the diagonal of W. */
export function diagonalNorm(w: Weights): number {
  let squares = 0;
  for (let a = 0; a < w.d; a++) squares += w.entries[a * w.d + a]! ** 2;
  return Math.sqrt(squares);
}

const POWER_STEPS = 2000;
const POWER_TOLERANCE = 1e-14;

/**
 * The spectral norm ||W||_2, by power iteration on W^T W until the estimate moves by less than 1e-14 relative.
 * The iteration approaches from below; W = cI and rank one are exact after one step.
 */
export function spectralNorm(w: Weights): number {
  const { d } = w;
  // A start that is not an eigenvector by symmetry: distinct, positive, fixed.
  let v = Float64Array.from({ length: d }, (_, a) => 1 + a / d);
  let norm = 0;
  for (let step = 0; step < POWER_STEPS; step++) {
    const u = apply(w.entries, d, v);
    const next = transposeApply(w.entries, d, u);
    const size = Math.sqrt(dot(next, next));
    if (size === 0) return 0;
    const estimate = Math.sqrt(size / Math.sqrt(dot(v, v)));
    v = next.map((x) => x / size);
    if (Math.abs(estimate - norm) <= POWER_TOLERANCE * estimate) return estimate;
    norm = estimate;
  }
  return norm;
}

/** W v. */
function apply(entries: Float64Array, d: number, v: Float64Array): Float64Array {
  const out = new Float64Array(d);
  for (let a = 0; a < d; a++) {
    let sum = 0;
    for (let b = 0; b < d; b++) sum += entries[a * d + b]! * v[b]!;
    out[a] = sum;
  }
  return out;
}

/** W^T v. */
export function transposeApply(entries: Float64Array, d: number, v: Float64Array): Float64Array {
  const out = new Float64Array(d);
  for (let a = 0; a < d; a++) {
    const va = v[a]!;
    for (let b = 0; b < d; b++) out[b]! += entries[a * d + b]! * va;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function requireDimension(caller: string, d: number): void {
  if (!Number.isInteger(d) || d < 1) throw new RangeError(`${caller}: d must be a positive integer, got ${d}`);
}

/** The transpose of a matrix with rows of `columns` numbers, row-major: its rows are the matrix's columns. */
export function transposed(entries: Float64Array, columns: number): Float64Array {
  const rows = entries.length / columns;
  const out = new Float64Array(entries.length);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < columns; b++) out[b * rows + a] = entries[a * columns + b]!;
  }
  return out;
}
