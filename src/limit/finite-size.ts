/** What the limit law looks like at a finite n, of which only ln n is needed: n may be 10^(10^8). */
import {
  logNormalTail,
  normalCdf,
  normalHazard,
  normalQuantile,
  normalTailQuantileFromLog,
} from "ncsparse-kit/probability";
import { normalScaledTail } from "ncsparse-kit/probability/normal-scaled-tail";

/** sigma = c sqrt(2 ln n), the row scale that the limit law's parameter c stands for. */
export function rowScale(lnN: number, c: number): number {
  requireLength("rowScale", lnN);
  requireScale("rowScale", "c", c);
  return c * Math.sqrt(2 * lnN);
}

/**
 * The window exponent that captures half of the mass of an i.i.d. Gaussian row at c: k_half = n Phic(sigma), so
 * C_half = 1 + ln Phic(sigma) / ln n. It tends to 1 - c^2 (c <= 1) like ln ln n / ln n: at c = 1/2, n = 10^6 it is .6054.
 *
 * Holds where the mass comes from many entries, c < 1; below 0 no window of one entry or more is that small.
 */
export function halfMassWindow(lnN: number, c: number): number {
  requireLength("halfMassWindow", lnN);
  requireScale("halfMassWindow", "c", c);
  return 1 + logNormalTail(rowScale(lnN, c)) / lnN;
}

/** Steps of the fixed-point iteration on the critical line: each gains two digits or more from ln n = 100 on. */
const LINE_STEPS = 60;

/**
 * The share Phic(b - sigma) of the mass that the n^(1 - c^2) largest entries of an i.i.d. Gaussian row hold on the critical
 * line, b = Phi^{-1}(1 - n^(-c^2)): above 1/2, and 1/2 in the limit.
 *
 * sigma - b is far below either: ln Phic(b) = -sigma^2 / 2 gives it without a difference,
 * sigma - b = -2 ln(e^(b^2 / 2) Phic(b)) / (sigma + b).
 *
 * @param lnN ln n, with c^2 ln n at least ln 2, where b >= 0
 * @param c in (0, 1)
 */
export function criticalLineMass(lnN: number, c: number): number {
  requireLength("criticalLineMass", lnN);
  if (!(c > 0 && c < 1)) throw new RangeError(`criticalLineMass: c must be in (0, 1), got ${c}`);
  if (!(c * c * lnN >= Math.LN2)) {
    throw new RangeError(`criticalLineMass: c^2 lnN must be at least ln 2, got ${c * c * lnN}`);
  }
  const sigma = rowScale(lnN, c);
  let gap = 0;
  for (let step = 0; step < LINE_STEPS; step++) {
    const b = Math.max(0, sigma - gap);
    gap = (-2 * Math.log(normalScaledTail(b))) / (sigma + b);
  }
  return normalCdf(gap);
}

/**
 * The window rule: ln(k / n) of the window that leaves the share `budget` of the mass, for i.i.d. Gaussian logits at row
 * scale sigma: k / n = Phic(sigma + Phi^{-1}(budget)) (also arXiv 2512.07647).
 *
 * An asymptotic rule at fixed sigma: it is off where n is not >> exp(sigma^2) (at sigma = 4, n = 2^14 and a budget of .1
 * the mass left is .166).
 *
 * @param sigma row scale, finite and >= 0
 * @param budget total-variation error allowed, in (0, 1)
 */
export function logWindowFraction(sigma: number, budget: number): number {
  requireScale("logWindowFraction", "sigma", sigma);
  if (!(budget > 0 && budget < 1)) {
    throw new RangeError(`logWindowFraction: budget must be in (0, 1), got ${budget}`);
  }
  return logNormalTail(sigma + normalQuantile(budget));
}

/**
 * The relative output error along W^T x_i at a finite n: h(b - sigma) / sigma, b = Phi^{-1}(1 - k/n). Values V = X W_V
 * project on that direction like the logits themselves, which under the weights e^z are N(sigma^2, sigma^2).
 *
 * @param sigma row scale, finite and > 0
 * @param lnK ln k, below ln n
 */
export function outputErrorLaw(lnN: number, sigma: number, lnK: number): number {
  requireLength("outputErrorLaw", lnN);
  if (!(sigma > 0 && sigma < Infinity)) {
    throw new RangeError(`outputErrorLaw: sigma must be finite and > 0, got ${sigma}`);
  }
  if (!(lnK < lnN)) throw new RangeError(`outputErrorLaw: lnK must be below lnN = ${lnN}, got ${lnK}`);
  return normalHazard(normalTailQuantileFromLog(lnK - lnN) - sigma) / sigma;
}

/** Where some of n independent rows begins to collapse onto one entry (p_(1) > 1/2) as n -> infinity: c > sqrt 2 - 1. */
export const ROW_COLLAPSE_SCALE: number = Math.SQRT2 - 1;

/**
 * ln of the expected number of rows, among n, with p_(1) > 1/2: n^2 Phic((ln n + sigma^2 / 2) / sigma), the n^2 entries
 * whose logit alone outweighs the rest of its row, n exp(sigma^2 / 2). Holds for 0 < c < 1, where that rest is sharp.
 */
export function logCollapsedRows(lnN: number, c: number): number {
  requireLength("logCollapsedRows", lnN);
  if (!(c > 0 && c < 1)) throw new RangeError(`logCollapsedRows: c must be in (0, 1), got ${c}`);
  const sigma = rowScale(lnN, c);
  return 2 * lnN + logNormalTail((lnN + 0.5 * sigma * sigma) / sigma);
}

function requireLength(caller: string, lnN: number): void {
  if (!(lnN > 0 && lnN < Infinity)) throw new RangeError(`${caller}: lnN must be finite and > 0, got ${lnN}`);
}

function requireScale(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${caller}: ${name} must be finite and >= 0, got ${value}`);
  }
}
