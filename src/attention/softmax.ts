/**
 * Softmax of a row of logits, shifted by its maximum so that nothing overflows (Fact B.1: a shift changes nothing).
 *
 * @param logits at least one finite number
 * @param out where to write; a new array by default
 * @returns probabilities, same order as the logits
 * @throws RangeError if the row is empty or holds NaN or an infinity
 */
export function softmax(logits: Float64Array, out: Float64Array = new Float64Array(logits.length)): Float64Array {
  const top = maximum("softmax", logits);
  let sum = 0;
  for (let j = 0; j < logits.length; j++) {
    const weight = Math.exp(logits[j]! - top);
    out[j] = weight;
    sum += weight;
  }
  for (let j = 0; j < logits.length; j++) out[j]! /= sum;
  return out;
}

/**
 * ln of the sum of exp(logits): the row's normaliser D_ii in logarithm.
 *
 * @throws RangeError as `softmax`
 */
export function logSumExp(logits: Float64Array): number {
  const top = maximum("logSumExp", logits);
  let sum = 0;
  for (let j = 0; j < logits.length; j++) sum += Math.exp(logits[j]! - top);
  return top + Math.log(sum);
}

function maximum(caller: string, logits: Float64Array): number {
  if (logits.length === 0) throw new RangeError(`${caller}: logits must hold at least one number, got 0`);
  let top = logits[0]!;
  for (let j = 0; j < logits.length; j++) {
    const z = logits[j]!;
    if (!Number.isFinite(z)) throw new RangeError(`${caller}: logits must be finite, got ${z} at index ${j}`);
    if (z > top) top = z;
  }
  return top;
}
