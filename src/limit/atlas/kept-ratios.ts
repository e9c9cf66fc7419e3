import { normalScaledTail } from "ncsparse-kit/probability/normal-scaled-tail";

/** Nodes in ln of a logit above the threshold and in ln of the Laplace variable: a trapezoidal rule on the line. */
const LOGIT_NODES = 320;
const LAPLACE_NODES = 240;
/** The smallest logit above the threshold that is told from it, in units of its typical size. */
const SMALLEST = 1e-10;
/** How many standard deviations above the tilted mean a logit is followed. */
const FAR = 12;
/** The Laplace variable runs between these multiples of 1 / (mean of the kept sum); the integrand is negligible beyond. */
const LEAST_LAPLACE = 1e-9;
const MOST_LAPLACE = 800;

/** Means of ratios of the k kept weights of a row, given the threshold y that all k logits exceed. */
export interface KeptRatios {
  /** E[sum e^(2 sigma x) / (sum e^(sigma x))^2]: the squared l2 norm of p_k. */
  readonly squares: number;
  /** E[sum (x - y) e^(sigma x) / sum e^(sigma x)]: the mean of p_k's logits above the threshold, in units of sigma. */
  readonly logit: number;
}

/**
 * Given y, the k logits are independent standard normals above y. With 1/S^p = int l^(p-1) e^(-l S) dl / (p-1)!,
 * S = sum of v_j, v = e^(sigma (x - y)), psi(l) = E e^(-l v):
 *
 * squares = k int l E[v^2 e^(-l v)] psi^(k-1) dl,    logit = k int E[(x - y) v e^(-l v)] psi^(k-1) dl.
 *
 * To about 1e-7 relative, checked against closed forms at k = 1 and against simulation.
 *
 * @param y threshold in units of sigma; @param k integer in [1, 2^53); @param sigma > 0
 */
export function keptRatios(y: number, k: number, sigma: number): KeptRatios {
  const { above, density } = logitsAbove(y, sigma);
  const weights = above.map((x) => Math.exp(sigma * x));
  const mean = density.reduce((sum, p, j) => sum + p * weights[j]!, 0);
  const from = Math.log(LEAST_LAPLACE / (k * mean));
  const to = Math.log(MOST_LAPLACE);
  const step = (to - from) / LAPLACE_NODES;
  let squares = 0;
  let logit = 0;
  for (let i = 0; i <= LAPLACE_NODES; i++) {
    const l = Math.exp(from + i * step);
    let below = 0; // 1 - psi(l), without cancellation
    let second = 0;
    let first = 0;
    for (let j = 0; j < above.length; j++) {
      const v = weights[j]!;
      const decay = Math.exp(-l * v) * density[j]!;
      below -= Math.expm1(-l * v) * density[j]!;
      second += v * v * decay;
      first += above[j]! * v * decay;
    }
    const others = k === 1 ? 1 : Math.exp((k - 1) * Math.log1p(-Math.min(below, 1)));
    squares += l * l * second * others;
    logit += l * first * others;
  }
  return { squares: k * step * squares, logit: k * step * logit };
}

/** A standard normal logit above y: nodes of x - y, geometric from its smallest size on, and their probabilities. */
function logitsAbove(y: number, sigma: number): { above: Float64Array; density: Float64Array } {
  const size = 1 / Math.max(1, y);
  const top = Math.max(0, 2 * sigma - y) + (y > 1 ? Math.min(FAR, 40 / y + 4 * sigma) : FAR - Math.min(y, 0));
  const from = Math.log(SMALLEST * size);
  const step = (Math.log(top) - from) / (LOGIT_NODES - 1);
  const above = Float64Array.from({ length: LOGIT_NODES }, (_, j) => Math.exp(from + j * step));
  const raw = above.map((x) => x * Math.exp(-y * x - 0.5 * x * x));
  const total = raw.reduce((a, b) => a + b, 0);
  return { above, density: raw.map((p) => p / total) };
}

/** ln(e^(x^2/2) Phic(x)), for every x: the exponential-free tail in logarithm. */
export function lnScaledTail(x: number): number {
  if (x >= 0) return Math.log(normalScaledTail(x));
  return 0.5 * x * x + Math.log1p(-Math.exp(-0.5 * x * x) * normalScaledTail(-x));
}
