/**
 * The law of a typical row's window error at finite n and at any n: i.i.d. Gaussian logits of fixed scale sigma, of which
 * the k largest are kept. The threshold y stands at the median of the (k+1)-th logit; above it the kept logits are
 * independent normals, below it the dropped ones are summed by their means.
 *
 * | norm of p_k - p | here |
 * | --- | --- |
 * | total variation, its mean | lnTail |
 * | l2, its root mean square (Frobenius of n independent rows is sqrt n times it) | lnL2 |
 * | entrywise max, its median | lnMax |
 * | output along W^T x_i, per unit of input scale, its mean | along |
 * | output in each orthogonal direction, its root mean square: the l2 error | lnL2 |
 */
import { logNormalCdf, logNormalDifference, normalHazard, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import {
  compareCounts,
  countOf,
  countText,
  logDifference,
  neighbour,
  type Count,
  type Size,
} from "../sampler/count.js";
import { logAdd, logShare } from "../sampler/log-sum.js";
import { keptRatios, lnScaledTail } from "./kept-ratios.js";

/** Above this window sums of kept weights stand at their means: their relative deviation is below 1e-3 at sigma <= 1. */
const MANY = 1e6;
const LN_2 = Math.LN2;
const LN_LN_2 = -0.36651292058166435;

/** The law of one window; natural logarithms except for `along`. */
export interface ErrorLaw {
  readonly lnTail: number;
  readonly lnL2: number;
  readonly lnMax: number;
  readonly along: number;
}

/**
 * The law at n keys, window k and row scale sigma. Within a few per cent for n >= 100 e^(sigma^2), better as n grows.
 *
 * @param n at least 2; @param k in [1, n - 1]; @param sigma finite and > 0
 */
export function errorLaw(n: Size, k: Size, sigma: number): ErrorLaw {
  const keys = countOf("errorLaw", "n", n);
  const window = countOf("errorLaw", "k", k);
  if (!(sigma > 0 && sigma < Infinity)) throw new RangeError(`errorLaw: sigma must be finite and > 0, got ${sigma}`);
  if (compareCounts(window, keys) >= 0) {
    throw new RangeError(`errorLaw: k must be below n = ${countText(keys)}, got ${countText(window)}`);
  }
  const y = normalTailQuantileFromLog(logAdd(window.ln, Math.log(2 / 3)) - logAdd(keys.ln, -Math.log(3)));
  // Weights are in units of e^(sigma y).
  const lnKept = window.ln + lnMoment(y, sigma);
  const lnRest = lnDroppedSum(keys, window, y, sigma);
  const lnAll = logAdd(lnKept, lnRest);
  const lnTail = logShare(lnRest - lnKept);
  const ratios = window.value <= MANY ? keptRatios(y, window.value, sigma) : undefined;
  const lnSquares = ratios ? Math.log(ratios.squares) : lnMoment(y, 2 * sigma) - window.ln - 2 * lnMoment(y, sigma);
  const headLogit = ratios ? y + ratios.logit : sigma + normalHazard(y - sigma);
  const restLogit = sigma - normalHazard(sigma - y);
  return {
    lnTail,
    lnL2: 0.5 * logAdd(lnSquares + 2 * lnTail, lnDroppedSum(keys, window, y, 2 * sigma) - 2 * lnAll),
    lnMax: lnLargestError(keys, window, y, sigma, lnRest),
    along: Math.exp(lnTail) * (headLogit - restLogit),
  };
}

/** ln E[e^(a (x - y)) | x > y] of a standard normal x. */
function lnMoment(y: number, a: number): number {
  return lnScaledTail(y - a) - lnScaledTail(y);
}

/** ln of the mean sum of e^(a (x - y)) over the dropped logits, the first of which stands at the threshold. */
function lnDroppedSum(n: Count, k: Count, y: number, a: number): number {
  const others = n.value === Infinity ? logDifference(n, k) : Math.log(n.value - k.value - 1);
  if (others === -Infinity) return 0;
  return logAdd(others + 0.5 * a * a - a * y + logNormalCdf(y - a) - logNormalCdf(y), 0);
}

/**
 * ln of p_(1) (1/m - 1) at the median of the largest logit: v (1/K - 1/(K + T)), v its weight, K the kept sum given it,
 * T the dropped sum.
 */
function lnLargestError(n: Count, k: Count, y: number, sigma: number, lnRest: number): number {
  const lnRank = n.value === Infinity ? LN_LN_2 - n.ln : Math.log(-Math.expm1(-LN_2 / n.value));
  const top = Math.max(normalTailQuantileFromLog(lnRank), y);
  const lnTop = sigma * (top - y);
  const lnOthers = k.value === 1 || top === y ? -Infinity : neighbour(k, -1).ln + lnMeanBetween(y, top, sigma);
  const lnKept = logAdd(lnTop, lnOthers);
  return lnTop + lnRest - lnKept - logAdd(lnKept, lnRest);
}

/** ln E[e^(sigma (x - y)) | y < x < top]. */
function lnMeanBetween(y: number, top: number, sigma: number): number {
  const tilted = logNormalDifference(y - sigma, top - sigma) - logNormalDifference(y, top);
  return 0.5 * sigma * sigma - sigma * y + tilted;
}
