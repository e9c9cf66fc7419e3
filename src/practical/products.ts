/** Small dense products, row-major. */
import { transposed } from "../attention/weights.js";
import { timesTranspose } from "../kernels/index.js";

/** A B of A (rows, inner) and B (inner, columns): (rows, columns). */
export function times(a: Float64Array, b: Float64Array, inner: number): Float64Array {
  return timesTranspose(a, transposed(b, b.length / inner), inner);
}

/** Adds weight times `count` numbers of `from` to as many of `to`. */
export function addScaled(
  to: Float64Array,
  at: number,
  weight: number,
  from: Float64Array,
  start: number,
  count: number,
): void {
  for (let f = 0; f < count; f++) to[at + f]! += weight * from[start + f]!;
}
