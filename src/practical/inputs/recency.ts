import type { HeadInput } from "../head.js";
import type { Shape } from "./gaussian.js";

/**
 * Logits that only fall with distance, z_ij = -slope |i - j|: the position bias of ALiBi (Press, Smith, Lewis 2021, arXiv
 * 2108.12409) without content. In causal attention the sliding window is then the ideal top-k.
 */
export function recencyInput({ n, d }: Shape, slope: number): HeadInput {
  const nothing = new Float64Array(n * d);
  return { n, d, queries: nothing, keys: nothing, bias: (i, j) => -slope * Math.abs(i - j) };
}
