/** Errors of sparse attention against the window, measured on many matrices of one length. */
export interface ErrorCurve {
  readonly n: number;
  readonly windows: readonly number[]; // increasing integers
  readonly matrices: number;
  readonly errors: Float64Array; // (matrices, windows), row-major
}

/**
 * The error of each matrix at a window, real numbers between measured ones included: rows that keep one of the two
 * nearest measured windows, in the shares that give k entries in the mean. Exact for means over rows.
 *
 * @throws RangeError if k lies outside the measured windows
 */
export function errorsAt(curve: ErrorCurve, k: number): Float64Array {
  const { windows, errors, matrices, n } = curve;
  const last = windows.length - 1;
  if (!(k >= windows[0]! && k <= windows[last]!)) {
    throw new RangeError(`errorsAt: k must be in [${windows[0]}, ${windows[last]}] at n = ${n}, got ${k}`);
  }
  let right = windows.findIndex((window) => window >= k);
  if (right === 0) right = 1;
  const [from, to] = [windows[right - 1]!, windows[right]!];
  const share = (k - from) / (to - from);
  return Float64Array.from({ length: matrices }, (_, m) => {
    const at = m * windows.length + right;
    return (1 - share) * errors[at - 1]! + share * errors[at]!;
  });
}

/** The weighted mean over lengths of a strategy's errors, one value a replicate: matrix m of every length. */
export function strategyErrors(
  curves: readonly ErrorCurve[],
  windows: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const total = new Float64Array(curves[0]!.matrices);
  curves.forEach((curve, i) => {
    const errors = errorsAt(curve, windows[i]!);
    for (let m = 0; m < total.length; m++) total[m]! += weights[i]! * errors[m]!;
  });
  return total;
}

/** The mean of some matrices' errors at every measured window. */
export function meanErrors(curve: ErrorCurve, from = 0, to: number = curve.matrices): Float64Array {
  const { windows, errors } = curve;
  return Float64Array.from(windows, (_, w) => {
    let sum = 0;
    for (let m = from; m < to; m++) sum += errors[m * windows.length + w]!;
    return sum / (to - from);
  });
}
