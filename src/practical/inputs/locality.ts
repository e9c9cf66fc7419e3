import type { Stream } from "ncsparse-kit/random";
import type { HeadInput } from "../head.js";
import { normals, type Shape } from "./gaussian.js";

/**
 * Self-attention of a stationary AR(1) process along the position: x_i = rho x_{i-1} + sqrt(1 - rho^2) g_i, each x_i
 * standard normal, queries = keys = x. Then E z_ij = s sqrt(d) rho^|i-j|; rho = 0 is Gaussian self-attention.
 *
 * @param rho correlation of neighbours, in [0, 1)
 */
export function localityInput({ n, d }: Shape, rho: number, source: Stream): HeadInput {
  if (!(rho >= 0 && rho < 1)) throw new RangeError(`localityInput: rho must be in [0, 1), got ${rho}`);
  const x = normals(source, n * d);
  const innovation = Math.sqrt(1 - rho * rho);
  for (let at = d; at < n * d; at++) x[at] = rho * x[at - d]! + innovation * x[at]!;
  return { n, d, queries: x, keys: x };
}
