import type { Stream } from "ncsparse-kit/random";
import type { HeadInput } from "../head.js";
import { gaussianInput, type Shape } from "./gaussian.js";

/**
 * Gaussian queries and keys, of which a share has its norm multiplied by gamma; which ones is random. A heavy key's logits
 * have gamma times the scale: over many queries it collects e^(gamma^2 sigma^2 / 2), a light one e^(sigma^2 / 2).
 *
 * @param share of heavy keys, rounded to whole keys, in [0, 1]
 */
export function hittersInput(shape: Shape, heavy: { share: number; gamma: number }, source: Stream): HeadInput {
  const { share, gamma } = heavy;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`hittersInput: share must be in [0, 1], got ${share}`);
  const { n, d } = shape;
  const input = gaussianInput(shape, source);
  const order = Float64Array.from({ length: n }, () => source.uniform());
  const level = Float64Array.from(order).sort()[Math.round(share * n)] ?? 1;
  const keys = input.keys.map((x, at) => (order[Math.floor(at / d)]! < level ? gamma * x : x));
  return { ...input, keys };
}
