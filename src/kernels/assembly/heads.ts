// Heads of a language model's attention, in float32: from the product that gives all of them to rows of their own.
import { low } from "./lanes";

/** Takes the rows of all heads apart. y: (rows, stride), heads side by side, d entries each; out: (heads, headRows, d) */
export function splitHeads(y: usize, rows: i32, stride: i32, heads: i32, d: i32, out: usize, headRows: i32): void {
  for (let r = 0; r < rows; r++) {
    let from = y + 4 * <usize>(r * stride);
    for (let head = 0; head < heads; head++) {
      let to = out + 4 * <usize>((head * headRows + r) * d);
      const end = from + 4 * <usize>d;
      for (const whole = from + 4 * <usize>(d & ~3); from < whole; from += 16) {
        v128.store(to, v128.load(from));
        to += 16;
      }
      for (; from < end; from += 4) {
        store<f32>(to, load<f32>(from));
        to += 4;
      }
    }
  }
}

/**
 * Rotary embedding in place: entries f and f + d/2 of row i turned by the f-th angle of row i, in float64 and rounded once.
 *
 * x: (rows, d), d even; cosines, sines: (rows, d/2)
 */
export function rotateRows(x: usize, rows: i32, d: i32, cosines: usize, sines: usize): void {
  const half: usize = 2 * <usize>d; // bytes
  for (let r = 0; r < rows; r++) {
    const end = x + half;
    for (const whole = x + (half & ~7); x < whole; x += 8) {
      const cos = low(v128.load64_zero(cosines));
      const sin = low(v128.load64_zero(sines));
      const a = low(v128.load64_zero(x));
      const b = low(v128.load64_zero(x + half));
      const turnedA = f64x2.sub(f64x2.mul(cos, a), f64x2.mul(sin, b));
      const turnedB = f64x2.add(f64x2.mul(sin, a), f64x2.mul(cos, b));
      v128.store64_lane(x, f32x4.demote_f64x2_zero(turnedA), 0);
      v128.store64_lane(x + half, f32x4.demote_f64x2_zero(turnedB), 0);
      cosines += 8;
      sines += 8;
    }
    for (; x < end; x += 4) {
      const cos = <f64>load<f32>(cosines);
      const sin = <f64>load<f32>(sines);
      const a = <f64>load<f32>(x);
      const b = <f64>load<f32>(x + half);
      store<f32>(x, <f32>(cos * a - sin * b));
      store<f32>(x + half, <f32>(sin * a + cos * b));
      cosines += 4;
      sines += 4;
    }
    x += half;
  }
}
