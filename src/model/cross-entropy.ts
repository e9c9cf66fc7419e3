import { logSumExp } from "../attention/softmax.js";

/**
 * How many bits each token but the first costs under a model: -log2 of the probability that the logits before it give it. With
 * bytes as tokens, bits per byte by position.
 *
 * @param logits (n, vocabulary), as `forward` gives them for the tokens
 * @returns n - 1 numbers; the i-th is of token i + 1
 * @throws RangeError if there is not a row of logits for each token, or a token is not in the vocabulary
 */
export function crossEntropy(logits: Float32Array | Float64Array, tokens: ArrayLike<number>): Float64Array {
  const n = tokens.length;
  const vocabulary = logits.length / n;
  if (!Number.isInteger(vocabulary) || vocabulary < 1) {
    throw new RangeError(`crossEntropy: logits must be a row for each of ${n} tokens, got ${logits.length} numbers`);
  }
  return Float64Array.from({ length: n - 1 }, (_, i) => {
    const token = tokens[i + 1]!;
    if (!Number.isInteger(token) || token < 0 || token >= vocabulary) {
      throw new RangeError(`crossEntropy: tokens must be in [0, ${vocabulary}), got ${token} at index ${i + 1}`);
    }
    const from = i * vocabulary;
    return (lnSum(logits, from, from + vocabulary) - logits[from + token]!) / Math.LN2;
  });
}

/** `logSumExp` of the logits from an index up to another, without a copy of them. */
function lnSum(logits: Float32Array | Float64Array, from: number, to: number): number {
  let top = logits[from]!;
  let odd = 0; // 0 where all are finite, else NaN
  for (let j = from; j < to; j++) {
    const z = logits[j]!;
    odd += z - z;
    if (z > top) top = z;
  }
  if (odd !== 0) return logSumExp(new Float64Array(logits.subarray(from, to))); // says which is not
  let sum = 0;
  for (let j = from; j < to; j++) sum += Math.exp(logits[j]! - top);
  return top + Math.log(sum);
}
