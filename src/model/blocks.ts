/** What stands between a model's matrix products, on blocks of rows. */

/** RMS norm of each row: x / sqrt(mean x^2 + eps), times the norm's weights. x, out: (rows, width) */
export function rmsNorm(x: Float32Array, weights: Float32Array, eps: number, out: Float32Array): void {
  const width = weights.length;
  for (let from = 0; from < x.length; from += width) {
    let squares = 0;
    for (let f = 0; f < width; f++) squares += x[from + f]! ** 2;
    const factor = 1 / Math.sqrt(squares / width + eps);
    for (let f = 0; f < width; f++) out[from + f] = x[from + f]! * factor * weights[f]!;
  }
}

/** Adds y, (rows, stride), to x, (rows, width). */
export function addRows(x: Float32Array, width: number, y: Float32Array, stride: number): void {
  for (let from = 0, to = 0; to < x.length; from += stride, to += width) {
    for (let f = 0; f < width; f++) x[to + f]! += y[from + f]!;
  }
}
