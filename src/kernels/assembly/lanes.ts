// Two float32 entries as two float64 ones, and back.

/** Entries 0 and 1 of a vector of float32. */
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** Entries 2 and 3. */
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** Four entries, each rounded once, of their float64 pairs. */
export function singles(first: v128, second: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}
