// e^x of the lanes of a vector, for x <= 0: 2^k e^r with k = round(x / ln 2) and |r| <= ln 2 / 2. Adding 1.5 * 2^23
// (2^52) rounds to an integer and leaves k in the low bits, from where a shift takes it to the exponent. e^0 is exactly
// 1, and no result exceeds it. Below the cut-off, where 2^k would be subnormal, the result is 0.
//
// The constants stand in memory: as literals they are built anew for every vector (measured: half as fast again).

/** Below this logit distance a float32 weight is 0. */
export const CUTOFF_F32: f32 = -86.9;
/** Below this logit distance a float64 weight is 0. */
export const CUTOFF_F64: f64 = -708;

const INVERSE_LN2: usize = 0;
const ROUND: usize = 1;
const LN2_HIGH: usize = 2;
const LN2_LOW: usize = 3;
const COEFFICIENT: usize = 4; // and the following, highest power first

/** Splitting of ln 2 and minimax polynomial of degree 7: Cephes, expf.c. */
const TABLE_F32: usize = memory.data<f32>([
  1.44269504088896341, 12582912, 0.693359375, -2.1219444e-4, 1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3,
  4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);

/** Splitting of ln 2: Cephes, exp.c. Taylor polynomial of degree 12: its remainder is below 2e-16. */
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

/** Within 2 ulp. */
export function expF32(x: v128): v128 {
  const kept = f32x4.ge(x, f32x4.splat(CUTOFF_F32));
  const shifted = f32x4.add(f32x4.mul(x, c32(INVERSE_LN2)), c32(ROUND));
  const k = f32x4.sub(shifted, c32(ROUND));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, c32(LN2_HIGH))), f32x4.mul(k, c32(LN2_LOW)));
  let p = f32x4.add(f32x4.mul(r, c32(COEFFICIENT)), c32(COEFFICIENT + 1));
  p = f32x4.add(f32x4.mul(p, r), c32(COEFFICIENT + 2));
  p = f32x4.add(f32x4.mul(p, r), c32(COEFFICIENT + 3));
  p = f32x4.add(f32x4.mul(p, r), c32(COEFFICIENT + 4));
  p = f32x4.add(f32x4.mul(p, r), c32(COEFFICIENT + 5));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), c32(COEFFICIENT + 6));
  return v128.and(i32x4.add(p, i32x4.shl(shifted, 23)), kept);
}

/** Within 2 ulp. */
export function expF64(x: v128): v128 {
  const kept = f64x2.ge(x, f64x2.splat(CUTOFF_F64));
  const shifted = f64x2.add(f64x2.mul(x, c64(INVERSE_LN2)), c64(ROUND));
  const k = f64x2.sub(shifted, c64(ROUND));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, c64(LN2_HIGH))), f64x2.mul(k, c64(LN2_LOW)));
  let p = f64x2.add(f64x2.mul(r, c64(COEFFICIENT)), c64(COEFFICIENT + 1));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 2));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 3));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 4));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 5));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 6));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 7));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 8));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 9));
  p = f64x2.add(f64x2.mul(p, r), c64(COEFFICIENT + 10));
  p = f64x2.add(f64x2.add(f64x2.mul(f64x2.mul(r, r), p), r), c64(COEFFICIENT + 11));
  return v128.and(i64x2.add(p, i64x2.shl(shifted, 52)), kept);
}
