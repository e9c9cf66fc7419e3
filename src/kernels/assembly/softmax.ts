// The weights of a row where nothing else is asked of it: no order, no errors.
import { sumRun } from "./exponential";
import { findTop, pad, top, within } from "./weights";

/**
 * Replaces n logits by their weights e^(z - top), top the largest, and returns the weights' sum, in float64: their quotients
 * are the softmax. Returns 0, which no sum is, and leaves z as it was if some logit is not finite.
 *
 * z: T (n), with room up to the next whole vector
 */
export function softmaxWeights<T>(z: usize, n: i32): f64 {
  if (!findTop<T>(z, n)) return 0;
  pad<T>(z, n);
  const peak = v128.splat<T>(<T>top);
  const lanes = 16 / <i32>sizeof<T>();
  const rest = z + sizeof<T>() * <usize>(n & -lanes);
  const end = z + sizeof<T>() * <usize>n;
  const sums = sumRun<T>(z, rest, peak, !within<T>());
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  if (rest < end) sumRun<T>(rest, rest + 16, peak, !within<T>());
  for (let at = rest; at < end; at += sizeof<T>()) sum += <f64>load<T>(at);
  return sum;
}
