import { logNormalDifference, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { logAdd, logShare } from "./sampler/log-sum.js";

/** ln ln 2: the median of the first arrival of a unit Poisson process is ln 2. */
export const LN_LN_TWO = -0.36651292058166435;

/** A typical row and its window, in natural logarithms. */
export interface TypicalRow {
  /** ln D. */
  readonly lnPartition: number;
  /** ln p_(1). */
  readonly lnLargest: number;
  /** ln(1 / sum p^2). */
  readonly lnParticipation: number;
  /** ln m_k. */
  readonly lnMass: number;
  /** ln(1 - m_k). */
  readonly lnTail: number;
  /** ln of the entrywise maximum of |p_k - p|. */
  readonly lnMax: number;
  /** ln ||p_k - p||_2. */
  readonly lnL2: number;
}

/** ln of sums over a typical row: all entries, the kept ones and the others. */
export interface TypicalSums {
  /** Standard normal quantiles where the window ends and of the largest logit. */
  readonly edge: number;
  readonly top: number;
  /** ln of the sum of e^z over the k largest, and over the others. */
  readonly head: number;
  readonly tail: number;
  /** ln of the sums of e^(2z). */
  readonly headSquares: number;
  readonly tailSquares: number;
}

/**
 * The finite-n law of a row of n i.i.d. N(0, sigma^2) logits whose k largest are kept: the largest logit stands at its
 * median, all others at their mean density below it, so that sums are truncated lognormal moments.
 *
 * Sums that many entries share (all of them while c < 1) have this value up to a relative error that vanishes with n;
 * where a few entries hold a sum (c > 1, or squares from c = 1/2 on) it is right up to a factor that stays bounded.
 *
 * @param lnN ln n, finite and > 0
 * @param sigma row scale, finite and >= 0
 * @param lnK ln k, in [0, ln n)
 */
export function typicalRow(lnN: number, sigma: number, lnK: number): TypicalRow {
  const { edge, top, head, tail, headSquares, tailSquares } = typicalSums(lnN, sigma, lnK);
  const lnPartition = logAdd(head, tail);
  const lnOdds = tail - head; // ln(1 / m - 1)
  const lnLargest = sigma * top - lnPartition;
  return {
    lnPartition,
    lnLargest,
    lnParticipation: 2 * lnPartition - logAdd(headSquares, tailSquares),
    lnMass: logShare(-lnOdds),
    lnTail: logShare(lnOdds),
    lnMax: Math.max(lnLargest + lnOdds, sigma * edge - lnPartition),
    lnL2: 0.5 * logAdd(2 * lnOdds + headSquares, tailSquares) - lnPartition,
  };
}

/** The sums behind `typicalRow`, with its requirements. */
export function typicalSums(lnN: number, sigma: number, lnK: number): TypicalSums {
  if (!(lnN > 0 && lnN < Infinity)) throw new RangeError(`typicalRow: lnN must be finite and > 0, got ${lnN}`);
  if (!(sigma >= 0 && sigma < Infinity)) {
    throw new RangeError(`typicalRow: sigma must be finite and >= 0, got ${sigma}`);
  }
  if (!(lnK >= 0 && lnK < lnN)) throw new RangeError(`typicalRow: lnK must be in [0, lnN = ${lnN}), got ${lnK}`);
  const edge = normalTailQuantileFromLog(lnK - lnN);
  const top = normalTailQuantileFromLog(LN_LN_TWO - lnN);
  // ln of n times the mean of e^(power z) over logits between two quantiles.
  const moment = (power: number, low: number, high: number): number => {
    const s = power * sigma;
    return lnN + 0.5 * s * s + logNormalDifference(low - s, high - s);
  };
  return {
    edge,
    top,
    head: logAdd(moment(1, edge, top), sigma * top),
    tail: moment(1, -Infinity, edge),
    headSquares: logAdd(moment(2, edge, top), 2 * sigma * top),
    tailSquares: moment(2, -Infinity, edge),
  };
}
