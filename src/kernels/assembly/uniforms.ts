// Uniform variables on (0, 1): bit for bit the numbers of Stream.uniform in src/kit/random/stream.ts.
import { firstWords, laterFirstWords, laterSecondWords, secondWords, upperLanes } from "./philox";

/** Writes the uniforms of four blocks, times scale, to `to`. f64 (8). */
export function uniformsOf(four: usize, to: usize, scale: f64): void {
  writeFour(firstWords(four), secondWords(four), to, scale);
  writeFour(laterFirstWords(four), laterSecondWords(four), to + 32, scale);
}

function writeFour(high: v128, low: v128, to: usize, scale: f64): void {
  const lower = i32x4.shr_u(low, 12);
  writePair(high, lower, to, scale);
  writePair(upperLanes(high), upperLanes(lower), to + 16, scale);
}

/** Those of the lower lanes. */
function writePair(high: v128, lower: v128, to: usize, scale: f64): void {
  const upper = f64x2.mul(f64x2.convert_low_i32x4_u(high), f64x2.splat(1048576));
  const integer = f64x2.add(f64x2.add(upper, f64x2.convert_low_i32x4_u(lower)), f64x2.splat(0.5));
  const uniform = f64x2.mul(integer, f64x2.splat(2.220446049250313e-16)); // 2^-52
  v128.store(to, f64x2.mul(f64x2.splat(scale), uniform));
}
