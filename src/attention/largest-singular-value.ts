/** Writes E^T E v to `out`, which is filled with zeros. Both have one entry a column of E. */
export type GramProduct = (v: Float64Array, out: Float64Array) => void;

/** Lanczos steps after which the estimate is returned as it is: far more than a separated singular value takes. */
const MAX_STEPS = 200;

/**
 * The largest singular value || E ||_2 of a matrix E, by the Lanczos method on E^T E with full reorthogonalisation.
 *
 * The estimate theta of the largest eigenvalue of E^T E never exceeds it, and some eigenvalue lies within the residual r of
 * theta; the iteration stops where r <= 2 tolerance theta, or where it has used up the space. So the answer is the largest
 * singular value within `tolerance` relative, from below, unless the start is blind to it. The start is random, so that
 * it is blind to no matrix that was not built from it.
 *
 * @param start a random vector, one entry a column
 * @param tolerance relative, > 0
 * @throws RangeError where the products are not finite
 */
export function largestSingularValue(multiply: GramProduct, start: Float64Array, tolerance: number): number {
  const columns = start.length;
  if (!(tolerance > 0)) throw new RangeError(`largestSingularValue: tolerance must be > 0, got ${tolerance}`);
  const basis: Float64Array[] = [scaled(start, 1 / norm(start))];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let theta = 0;
  // Ends: an entry is added at each turn.
  while (diagonal.length < Math.min(columns, MAX_STEPS)) {
    const v = basis[basis.length - 1]!;
    const next = new Float64Array(columns);
    multiply(v, next);
    diagonal.push(dot(next, v));
    for (let pass = 0; pass < 2; pass++) for (const b of basis) subtract(next, b, dot(next, b));
    const beta = norm(next);
    theta = largestEigenvalue(diagonal, offDiagonal);
    if (!(theta < Infinity)) throw new RangeError(`largestSingularValue: E^T E must be finite, got ${theta}`);
    if (beta === 0 || beta * lastComponent(diagonal, offDiagonal, theta) <= 2 * tolerance * theta) break;
    offDiagonal.push(beta);
    basis.push(scaled(next, 1 / beta));
  }
  return Math.sqrt(Math.max(0, theta));
}

/** The largest eigenvalue of a symmetric tridiagonal matrix, by bisection between Gershgorin's bounds. */
function largestEigenvalue(diagonal: readonly number[], offDiagonal: readonly number[]): number {
  let low = Math.max(...diagonal);
  let high = low;
  for (let i = 0; i < diagonal.length; i++) {
    high = Math.max(high, diagonal[i]! + (offDiagonal[i - 1] ?? 0) + (offDiagonal[i] ?? 0));
  }
  // Ends: the interval halves until no double lies inside it; a NaN ends it at once.
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return low;
    if (isAboveAll(diagonal, offDiagonal, middle)) high = middle;
    else low = middle;
  }
}

/** Whether x exceeds every eigenvalue: whether all pivots of x - T are positive. */
function isAboveAll(diagonal: readonly number[], offDiagonal: readonly number[], x: number): boolean {
  let pivot = x - diagonal[0]!;
  for (let i = 1; i < diagonal.length && pivot > 0; i++) pivot = x - diagonal[i]! - offDiagonal[i - 1]! ** 2 / pivot;
  return pivot > 0;
}

/** The last entry of the unit eigenvector of the largest eigenvalue, in absolute value, by inverse iteration. */
function lastComponent(diagonal: readonly number[], offDiagonal: readonly number[], theta: number): number {
  const size = diagonal.length;
  const shift = theta * (1 + 1e-13) + Number.MIN_VALUE;
  let vector = new Float64Array(size).fill(1);
  for (let iteration = 0; iteration < 3; iteration++) {
    const pivots = new Float64Array(size);
    const solved = vector.slice();
    for (let i = 0; i < size; i++) {
      const above = i === 0 ? 0 : offDiagonal[i - 1]! / pivots[i - 1]!;
      pivots[i] = shift - diagonal[i]! - above * (offDiagonal[i - 1] ?? 0);
      if (i > 0) solved[i]! += above * solved[i - 1]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      solved[i] = (solved[i]! + (i + 1 < size ? offDiagonal[i]! * solved[i + 1]! : 0)) / pivots[i]!;
    }
    vector = scaled(solved, 1 / norm(solved));
  }
  return Math.abs(vector[size - 1]!);
}

function scaled(v: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return v.map((x) => x * factor);
}

function subtract(from: Float64Array, v: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= factor * v[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v));
}
