// out = E^T E v for a matrix E, in one pass over it: of two rows at a time, both products with v, then both rows' shares of
// the result, while they are in the cache.

/**
 * e: T (rows, columns), an even number of rows, columns a multiple of 4. v, out: f64 (columns).
 */
export function gram<T>(e: usize, rows: i32, columns: i32, v: usize, out: usize): void {
  const rowBytes = sizeof<T>() * <usize>columns;
  memory.fill(out, 0, 8 * <usize>columns);
  for (let i = 0; i < rows; i += 2) {
    addRows<T>(e, e + rowBytes, columns, v, out);
    e += 2 * rowBytes;
  }
}

function addRows<T>(a: usize, b: usize, columns: i32, v: usize, out: usize): void {
  let sumA = f64x2.splat(0);
  let sumB = f64x2.splat(0);
  for (let j: usize = 0; j < <usize>columns; j += 2) {
    const x = v128.load(v + 8 * j);
    sumA = f64x2.add(sumA, f64x2.mul(pair<T>(a + sizeof<T>() * j), x));
    sumB = f64x2.add(sumB, f64x2.mul(pair<T>(b + sizeof<T>() * j), x));
  }
  const u = f64x2.splat(f64x2.extract_lane(sumA, 0) + f64x2.extract_lane(sumA, 1));
  const w = f64x2.splat(f64x2.extract_lane(sumB, 0) + f64x2.extract_lane(sumB, 1));
  for (let j: usize = 0; j < <usize>columns; j += 2) {
    const at = out + 8 * j;
    const share = f64x2.add(f64x2.mul(pair<T>(a + sizeof<T>() * j), u), f64x2.mul(pair<T>(b + sizeof<T>() * j), w));
    v128.store(at, f64x2.add(v128.load(at), share));
  }
}

/** Two successive numbers in float64. */
function pair<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
}
