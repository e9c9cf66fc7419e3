/** Small dense products, row-major. */

/** A B^T of A (rows, width) and B (columns, width): (rows, columns). */
export function timesTranspose(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const [rows, columns] = [a.length / width, b.length / width];
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let f = 0; f < width; f++) sum += a[i * width + f]! * b[j * width + f]!;
      out[i * columns + j] = sum;
    }
  }
  return out;
}

/** A B of A (rows, inner) and B (inner, columns): (rows, columns). */
export function times(a: Float64Array, b: Float64Array, inner: number): Float64Array {
  const [rows, columns] = [a.length / inner, b.length / inner];
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < inner; t++) addScaled(out, i * columns, a[i * inner + t]!, b, t * columns, columns);
  }
  return out;
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
