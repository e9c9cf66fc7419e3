import { compareCounts, countText, logDifference, neighbour, type Count } from "../sampler/count.js";
import { tailGiven } from "./tail-given.js";
import { thresholds } from "./thresholds.js";

/** Beyond these, doubles do not tell the logits of neighbouring ranks apart. */
const MOST_SIGMA = 1e150;
const MOST_LN = 1e12;

/**
 * The mean total variation E(1 - m_k) = E T / (K + T) of a row of n i.i.d. N(0, sigma^2) logits, K and T the sums of e^z
 * that a window of k keeps and leaves: an integral, without simulation and without an assumption on n, k or sigma.
 *
 * Given the (k+1)-th largest logit y, the k kept and the n - k - 1 other logits are independent normals above and below it.
 * With 1 / S = int e^(-l S) dl, for weights e^(sigma (x - y)), v above and w below, T = 1 + sum w:
 *
 * E[T / (K + T) | y] = int E[T e^(-l T)] (E e^(-l v))^k dl.
 *
 * The integral over y is by its exact law, Phic(y) ~ Beta(k+1, n-k). To 1e-7 relative for n up to
 * e^1000, and as far as doubles tell ln n and ln k apart beyond.
 *
 * @param n up to e^(1e12); @param k in [1, n]
 * @param sigma in [0, 1e150]
 */
export function meanTail(n: Count, k: Count, sigma: number): number {
  if (!(sigma >= 0 && sigma <= MOST_SIGMA)) {
    throw new RangeError(`meanTail: sigma must be in [0, ${MOST_SIGMA}], got ${sigma}`);
  }
  if (!(n.ln <= MOST_LN)) throw new RangeError(`meanTail: ln n must be at most ${MOST_LN}, got ${n.ln}`);
  const order = compareCounts(k, n);
  if (!(order <= 0)) throw new RangeError(`meanTail: k must be at most n = ${countText(n)}, got ${countText(k)}`);
  if (order === 0) return 0;
  if (sigma === 0) {
    return n.value === Infinity ? Math.exp(logDifference(n, k) - n.ln) : (n.value - k.value) / n.value;
  }
  const lnOthers = k.value === Infinity ? logDifference(n, k) : logDifference(n, neighbour(k, 1));
  let [tail, total] = [0, 0];
  for (const { y, weight } of thresholds(n, k)) {
    tail += weight * tailGiven(y, k.ln, lnOthers, sigma);
    total += weight;
  }
  return Math.min(1, tail / total);
}
