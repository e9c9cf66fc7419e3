// The first four moments of a row of logits, before its weights take their place.

/** Writes the mean of n logits and the means of the second, third and fourth powers about it. out: f64 (4) */
export function moments<T>(z: usize, n: i32, out: usize): void {
  const odd = (n & 1) == 1;
  const end = z + sizeof<T>() * <usize>(n & ~1);
  let sums = f64x2.splat(0);
  for (let at = z; at < end; at += 2 * sizeof<T>()) sums = f64x2.add(sums, two<T>(at));
  const mean = (both(sums) + (odd ? <f64>load<T>(end) : 0)) / <f64>n;
  const centre = f64x2.splat(mean);
  let squares = f64x2.splat(0);
  let cubes = f64x2.splat(0);
  let fourths = f64x2.splat(0);
  for (let at = z; at < end; at += 2 * sizeof<T>()) {
    const x = f64x2.sub(two<T>(at), centre);
    const square = f64x2.mul(x, x);
    squares = f64x2.add(squares, square);
    cubes = f64x2.add(cubes, f64x2.mul(x, square));
    fourths = f64x2.add(fourths, f64x2.mul(square, square));
  }
  const last = odd ? <f64>load<T>(end) - mean : 0;
  const square = last * last;
  store<f64>(out, mean);
  store<f64>(out, (both(squares) + square) / <f64>n, 8);
  store<f64>(out, (both(cubes) + last * square) / <f64>n, 16);
  store<f64>(out, (both(fourths) + square * square) / <f64>n, 24);
}

/** Two entries as float64. */
function two<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function both(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}
