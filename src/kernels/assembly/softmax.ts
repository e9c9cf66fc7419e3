// The weights of a row where nothing else is asked of it: no order, no errors.
import { findTop, weigh } from "./weights";

/**
 * Replaces n logits by their weights e^(z - top), top the largest, and returns the weights' sum, in float64: their quotients
 * are the softmax. Returns 0, which no sum is, and leaves z as it was if some logit is not finite.
 *
 * z: T (n), with room up to the next whole vector
 */
export function softmaxWeights<T>(z: usize, n: i32): f64 {
  if (!findTop<T>(z, n)) return 0;
  weigh<T>(z, n);
  const whole = n & ~3;
  let sum0 = f64x2.splat(0); // two of each: a chain of dependent additions waits for each to end
  let sum1 = sum0;
  for (let j = 0; j < whole; j += 4) {
    const at = z + sizeof<T>() * <usize>j;
    sum0 = f64x2.add(sum0, two<T>(at));
    sum1 = f64x2.add(sum1, two<T>(at + 2 * sizeof<T>()));
  }
  const sums = f64x2.add(sum0, sum1);
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let j = whole; j < n; j++) sum += <f64>load<T>(z + sizeof<T>() * <usize>j);
  return sum;
}

/** Two entries as float64. */
function two<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
}
