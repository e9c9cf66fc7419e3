// What stands between a language model's products, on rows of float32: each number is computed in float64 and rounded once,
// so that it is the one that a plain loop in TypeScript stores.
import { high, low, singles } from "./lanes";

/** The sums of squares of four rows. */
const squares: usize = memory.data(32, 16);

/** RMS norm of each row: x / sqrt(mean x^2 + eps), times the norm's weights. x, out: (rows, width); weights: (width) */
export function rmsNorm(x: usize, rows: i32, width: i32, weights: usize, eps: f64, out: usize): void {
  const bytes: usize = 4 * <usize>width;
  for (let r = 0; r < rows; r++) {
    if (r % 4 == 0) sumSquares(x, min(4, rows - r), width);
    const factor = 1 / sqrt(load<f64>(squares + 8 * <usize>(r % 4)) / <f64>width + eps);
    normRow(x, width, weights, factor, out);
    x += bytes;
    out += bytes;
  }
}

/** Each row's squares are added up in order: four rows at once, as every addition waits for the one before it. */
function sumSquares(x: usize, rows: i32, width: i32): void {
  const bytes: usize = 4 * <usize>width;
  const x1: usize = rows > 1 ? bytes : 0;
  const x2: usize = rows > 2 ? 2 * bytes : 0;
  const x3: usize = rows > 3 ? 3 * bytes : 0;
  let s0: f64 = 0;
  let s1: f64 = 0;
  let s2: f64 = 0;
  let s3: f64 = 0;
  for (const end = x + bytes; x < end; x += 4) {
    const a = <f64>load<f32>(x);
    const b = <f64>load<f32>(x + x1);
    const c = <f64>load<f32>(x + x2);
    const d = <f64>load<f32>(x + x3);
    s0 += a * a;
    s1 += b * b;
    s2 += c * c;
    s3 += d * d;
  }
  store<f64>(squares, s0);
  store<f64>(squares, s1, 8);
  store<f64>(squares, s2, 16);
  store<f64>(squares, s3, 24);
}

function normRow(x: usize, width: i32, weights: usize, factor: f64, out: usize): void {
  const factors = f64x2.splat(factor);
  const end = x + 4 * <usize>width;
  for (const whole = x + 4 * <usize>(width & ~3); x < whole; x += 16) {
    const entries = v128.load(x);
    const w = v128.load(weights);
    const first = f64x2.mul(f64x2.mul(low(entries), factors), low(w));
    const second = f64x2.mul(f64x2.mul(high(entries), factors), high(w));
    v128.store(out, singles(first, second));
    weights += 16;
    out += 16;
  }
  for (; x < end; x += 4) {
    store<f32>(out, <f32>(<f64>load<f32>(x) * factor * <f64>load<f32>(weights)));
    weights += 4;
    out += 4;
  }
}

/**
 * Adds y, (rows, stride), to x, (rows, width). A sum of two float32 that is rounded to float64 first is no other in the end.
 */
export function addRows(x: usize, rows: i32, width: i32, y: usize, stride: i32): void {
  for (let r = 0; r < rows; r++) {
    let from = y + 4 * <usize>(r * stride);
    const end = x + 4 * <usize>width;
    for (const whole = x + 4 * <usize>(width & ~3); x < whole; x += 16) {
      v128.store(x, f32x4.add(v128.load(x), v128.load(from)));
      from += 16;
    }
    for (; x < end; x += 4) {
      store<f32>(x, load<f32>(x) + load<f32>(from));
      from += 4;
    }
  }
}

/** x times a factor. x, out: (count) */
export function scaled(x: usize, count: i32, factor: f64, out: usize): void {
  const factors = f64x2.splat(factor);
  const end = x + 4 * <usize>count;
  for (const whole = x + 4 * <usize>(count & ~3); x < whole; x += 16) {
    const entries = v128.load(x);
    v128.store(out, singles(f64x2.mul(low(entries), factors), f64x2.mul(high(entries), factors)));
    out += 16;
  }
  for (; x < end; x += 4) {
    store<f32>(out, <f32>(<f64>load<f32>(x) * factor));
    out += 4;
  }
}

/** Each row over its own divisor. x: (rows, stride); divisors: f64 (rows); out: (rows, outStride), `width` entries of a row. */
export function divideRows(
  x: usize,
  rows: i32,
  stride: i32,
  width: i32,
  divisors: usize,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    const from = x + 4 * <usize>(r * stride);
    divide(from, width, load<f64>(divisors + 8 * <usize>r), out + 4 * <usize>(r * outStride));
  }
}

/** x over a divisor. x, out: (count), the same or apart */
export function divide(x: usize, count: i32, divisor: f64, out: usize): void {
  const divisors = f64x2.splat(divisor);
  const end = x + 4 * <usize>count;
  for (const whole = x + 4 * <usize>(count & ~3); x < whole; x += 16) {
    const entries = v128.load(x);
    v128.store(out, singles(f64x2.div(low(entries), divisors), f64x2.div(high(entries), divisors)));
    out += 16;
  }
  for (; x < end; x += 4) {
    store<f32>(out, <f32>(<f64>load<f32>(x) / divisor));
    out += 4;
  }
}
