// Weights e^x of the logits of a row, x <= 0 being the distance from its largest: 2^k e^r with k = round(x / ln 2) and |r| <= ln 2 / 2. Adding 1.5 * 2^23
// (2^52) rounds to an integer and leaves k in the low bits, from where a shift takes it to the exponent. e^0 is exactly
// 1, and no result exceeds it. Below the cut-off, where 2^k would be subnormal, the result is 0.
//
// The constants stand in memory and are read once a run, outside its loop: as literals they would be built anew for every
// vector. Measured, a third of the time goes where they are read anew, and a fifth where a row's cut-off is looked after
// although it is out of reach.
import { high, low } from "./lanes";

/** Below this logit distance a float32 weight is 0. */
export const CUTOFF_F32: f32 = -86.9;
/** Below this logit distance a float64 weight is 0. */
export const CUTOFF_F64: f64 = -708;

/**
 * 1 / ln 2; the number that rounds; ln 2 in two parts (Cephes, expf.c); from the highest power, the polynomial of degree 6
 * with the smallest relative error, 3.1e-9, among those that begin with 1 + r; its 1.
 */
const TABLE_F32: usize = memory.data<f32>([
  1.44269504088896341, 12582912, 0.693359375, -2.1219444e-4, 1.381461313145048e-3, 8.36870982806116e-3,
  4.16683873638982e-2, 1.6666520689790792e-1, 4.999999345169536e-1, 1,
]);

/** The same: ln 2 by Cephes, exp.c; Taylor polynomial of degree 12, whose remainder is below 2e-16. */
const TABLE_F64: usize = memory.data<f64>([
  1.44269504088896341, 6755399441055744, 6.93145751953125e-1, 1.42860682030941723212e-6, 2.08767569878681e-9,
  2.505210838544172e-8, 2.755731922398589e-7, 2.755731922398589e-6, 2.48015873015873e-5, 1.984126984126984e-4,
  1.388888888888889e-3, 8.333333333333333e-3, 4.1666666666666664e-2, 1.6666666666666666e-1, 0.5, 1,
]);

function c32(i: usize): v128 {
  return v128.load32_splat(TABLE_F32 + 4 * i);
}

function c64(i: usize): v128 {
  return v128.load64_splat(TABLE_F64 + 8 * i);
}

/**
 * Replaces the logits z from `at` to `end`, whole vectors, by their weights e^x, x = z - peak, each within 2 ulp. Returns
 * the sum of the vectors of w x.
 *
 * deep: whether some x may lie below the cut-off
 */
export function weighRun<T>(at: usize, end: usize, peak: v128, deep: bool): v128 {
  if (sizeof<T>() == 4) return deep ? runF32<bool, bool>(at, end, peak) : runF32<void, bool>(at, end, peak);
  return deep ? runF64<bool, bool>(at, end, peak) : runF64<void, bool>(at, end, peak);
}

/** The same, but returns the weights' sum in two lanes of float64, entries 0, 2, .. and 1, 3, ... */
export function sumRun<T>(at: usize, end: usize, peak: v128, deep: bool): v128 {
  if (sizeof<T>() == 4) return deep ? runF32<bool, void>(at, end, peak) : runF32<void, void>(at, end, peak);
  return deep ? runF64<bool, void>(at, end, peak) : runF64<void, void>(at, end, peak);
}

/**
 * Deep and Heat, known to the compiler: bool where the cut-off is looked after, void where it is not; bool where the sum is of
 * w x, void where it is of w.
 */
function runF32<Deep, Heat>(at: usize, end: usize, peak: v128): v128 {
  const inverseLn2 = c32(0);
  const round = c32(1);
  const ln2High = c32(2);
  const ln2Low = c32(3);
  const c6 = c32(4);
  const c5 = c32(5);
  const c4 = c32(6);
  const c3 = c32(7);
  const c2 = c32(8);
  const one = c32(9);
  let heat = f32x4.splat(0);
  let sum0 = f64x2.splat(0); // two of each: a chain of dependent additions waits for each to end
  let sum1 = sum0;
  for (; at < end; at += 16) {
    let x = f32x4.sub(v128.load(at), peak);
    if (isBoolean<Deep>()) x = f32x4.pmax(x, f32x4.splat(2 * CUTOFF_F32)); // keeps 0 * x finite
    const shifted = f32x4.add(f32x4.mul(x, inverseLn2), round);
    const k = f32x4.sub(shifted, round);
    const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, ln2High)), f32x4.mul(k, ln2Low));
    let p = f32x4.add(f32x4.mul(r, c6), c5);
    p = f32x4.add(f32x4.mul(p, r), c4);
    p = f32x4.add(f32x4.mul(p, r), c3);
    p = f32x4.add(f32x4.mul(p, r), c2);
    p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), one);
    let w = i32x4.add(p, i32x4.shl(shifted, 23));
    if (isBoolean<Deep>()) w = v128.and(w, f32x4.ge(x, f32x4.splat(CUTOFF_F32)));
    v128.store(at, w);
    if (isBoolean<Heat>()) {
      heat = f32x4.add(heat, f32x4.mul(w, x));
    } else {
      sum0 = f64x2.add(sum0, low(w));
      sum1 = f64x2.add(sum1, high(w));
    }
  }
  return isBoolean<Heat>() ? heat : f64x2.add(sum0, sum1);
}

/** As above. */
function runF64<Deep, Heat>(at: usize, end: usize, peak: v128): v128 {
  const inverseLn2 = c64(0);
  const round = c64(1);
  const ln2High = c64(2);
  const ln2Low = c64(3);
  const c12 = c64(4);
  const c11 = c64(5);
  const c10 = c64(6);
  const c9 = c64(7);
  const c8 = c64(8);
  const c7 = c64(9);
  const c6 = c64(10);
  const c5 = c64(11);
  const c4 = c64(12);
  const c3 = c64(13);
  const c2 = c64(14);
  const one = c64(15);
  let heat = f64x2.splat(0);
  for (; at < end; at += 16) {
    let x = f64x2.sub(v128.load(at), peak);
    if (isBoolean<Deep>()) x = f64x2.pmax(x, f64x2.splat(2 * CUTOFF_F64));
    const shifted = f64x2.add(f64x2.mul(x, inverseLn2), round);
    const k = f64x2.sub(shifted, round);
    const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, ln2High)), f64x2.mul(k, ln2Low));
    let p = f64x2.add(f64x2.mul(r, c12), c11);
    p = f64x2.add(f64x2.mul(p, r), c10);
    p = f64x2.add(f64x2.mul(p, r), c9);
    p = f64x2.add(f64x2.mul(p, r), c8);
    p = f64x2.add(f64x2.mul(p, r), c7);
    p = f64x2.add(f64x2.mul(p, r), c6);
    p = f64x2.add(f64x2.mul(p, r), c5);
    p = f64x2.add(f64x2.mul(p, r), c4);
    p = f64x2.add(f64x2.mul(p, r), c3);
    p = f64x2.add(f64x2.mul(p, r), c2);
    p = f64x2.add(f64x2.add(f64x2.mul(f64x2.mul(r, r), p), r), one);
    let w = i64x2.add(p, i64x2.shl(shifted, 52));
    if (isBoolean<Deep>()) w = v128.and(w, f64x2.ge(x, f64x2.splat(CUTOFF_F64)));
    v128.store(at, w);
    heat = f64x2.add(heat, isBoolean<Heat>() ? f64x2.mul(w, x) : w);
  }
  return heat;
}
