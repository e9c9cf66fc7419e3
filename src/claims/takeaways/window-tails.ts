import { RowSampler, type Size } from "../../limit/index.js";
import { stream } from "../../random/index.js";

/** The mass that a window leaves out, 1 - m_k, of independent rows of i.i.d. N(0, sigma^2) logits. */
export function windowTails(request: {
  seed: number;
  path: readonly (string | number)[];
  n: Size;
  sigma: number;
  k: Size;
  rows: number;
}): Float64Array {
  const { seed, path, n, sigma, k, rows } = request;
  const sampler = new RowSampler({ n, scale: { sigma }, windows: [k] });
  return Float64Array.from({ length: rows }, (_, row) =>
    Math.exp(sampler.sample(stream(seed, ...path, sigma, row)).windows[0]!.lnTail),
  );
}
