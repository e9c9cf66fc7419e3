/**
 * Theorem 5.1 (= D.2), attention collapse: at a fixed threshold eps, how many entries of a row exceed it as n grows.
 *
 * | paper | here |
 * | --- | --- |
 * | n - k in Eq. (1) | m |
 * | number of effective entries, n - abs(S_eps) | N_eps |
 * | R | R: max_i sigma_i |
 */
import { bisect, firstPowerOfTwo, logNormalTail, normalCdf, normalHazard, normalTail } from "ncsparse-kit/probability";
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

const NAMES: Readonly<Record<string, string>> = { ...SYMBOLS, m: "(n-k)" };

/** `reconstructed`, Eq. (1): solving eps = eps_paper for n - k gives n - k = this, on the branch eps (n - k) > 1. */
export const equationOne: Formula = formula({
  name: "equationOne",
  expression: "delta / (2 * n) * exp(ln(eps * m)^2 / (8 * R^2))",
  symbols: NAMES,
});

/**
 * The solution n - k of Eq. (1) that Theorem 4.3 means. In x = ln(eps (n - k)) the equation is the quadratic
 * x^2 - 8 R^2 x = 8 R^2 ln(2 n / (delta eps)), whose roots have opposite signs; this is the one with eps (n - k) > 1.
 */
export const equationOneRoot: Formula = formula({
  name: "equationOneRoot",
  expression: "exp(4 * R^2 + sqrt(16 * R^4 + 8 * R^2 * ln(2 * n / (delta * eps)))) / eps",
  symbols: SYMBOLS,
});

/** The other solution of Eq. (1), which squaring added: eps (n - k) < 1, and eps_paper is not eps there. */
export const equationOneSpurious: Formula = formula({
  name: "equationOneSpurious",
  expression: "exp(4 * R^2 - sqrt(16 * R^4 + 8 * R^2 * ln(2 * n / (delta * eps)))) / eps",
  symbols: SYMBOLS,
});

/** `ours`, deterministic: entries above eps sum to at most 1, so there are fewer than 1/eps of them in any row. */
export const effectiveEntriesLimit: Formula = formula({ name: "limit", expression: "1 / eps", symbols: SYMBOLS });

/** `ours`, law: the mean of N_eps over i.i.d. Gaussian rows of fixed scale, for n >= 100 e^(sigma^2). */
export const effectiveEntriesLaw: Formula = formula({
  name: "effectiveEntriesLaw",
  expression: "n * PhiTail((ln(eps * n) + sigma^2 / 2) / sigma)",
  symbols: SYMBOLS,
});

/** The same at any length: ln E N_eps from ln n. */
export function lnEffectiveEntries(lnN: number, eps: number, sigma: number): number {
  requireScale("lnEffectiveEntries", sigma);
  requireThreshold("lnEffectiveEntries", eps);
  return lnN + logNormalTail((Math.log(eps) + lnN + 0.5 * sigma * sigma) / sigma);
}

/** ln of the length at which E N_eps is largest: where the hazard of the normal law at the threshold's level is sigma. */
export function lnFullestLength(eps: number, sigma: number): number {
  requireScale("lnFullestLength", sigma);
  requireThreshold("lnFullestLength", eps);
  const level = bisect((x) => normalHazard(x) - sigma, -40, sigma);
  return sigma * level - Math.log(eps) - 0.5 * sigma * sigma;
}

/**
 * ln of the length from which on E N_eps is at most `mean`: beyond its largest value it only falls (the normal hazard
 * increases), so that a typical row empties.
 *
 * @param mean positive, below the largest value of E N_eps
 * @throws RangeError if E N_eps never reaches `mean`
 */
export function lnEmptyLength(eps: number, sigma: number, mean: number): number {
  const fullest = lnFullestLength(eps, sigma);
  const excess = (lnN: number): number => Math.log(mean) - lnEffectiveEntries(lnN, eps, sigma);
  if (!(mean > 0) || excess(fullest) > 0) {
    throw new RangeError(`lnEmptyLength: mean must be positive and at most the largest E N_eps, got ${mean}`);
  }
  const step = firstPowerOfTwo("lnEmptyLength: E N_eps <= mean", (one) => excess(fullest + one) >= 0);
  return bisect(excess, fullest, fullest + step);
}

/** A row as the finite-n law sees it. */
export interface GaussianRow {
  /** Number of i.i.d. N(0, sigma^2) logits, at least 2. */
  readonly keys: number;
  readonly sigma: number;
  /** The row's own logit z_ii in self-attention, one entry more. */
  readonly self?: number;
}

/**
 * `ours`, finite-n law: E N_eps. An entry exceeds eps iff its weight exceeds eps / (1 - eps) times the sum of the others,
 * which is taken as lognormal with that sum's mean and variance (L. Fenton, "The sum of log-normal probability
 * distributions in scatter transmission systems", IRE Trans. Commun. Syst. 8 (1960), 57-67); the two are independent.
 */
export function meanEffectiveEntries({ keys, sigma, self = -Infinity }: GaussianRow, eps: number): number {
  requireScale("meanEffectiveEntries", sigma);
  requireThreshold("meanEffectiveEntries", eps);
  if (!(keys >= 2)) throw new RangeError(`meanEffectiveEntries: keys must be at least 2, got ${keys}`);
  const odds = Math.log(eps) - Math.log1p(-eps);
  const others = lnSum(keys - 1, sigma, self);
  const above = normalTail((odds + others.mean) / Math.sqrt(sigma * sigma + others.variance));
  if (self === -Infinity) return keys * above;
  const rest = lnSum(keys, sigma, -Infinity);
  return keys * above + normalCdf((self - odds - rest.mean) / Math.sqrt(rest.variance));
}

/** Mean and variance of the logarithm of a sum of `count` lognormal weights and a constant e^self. */
function lnSum(count: number, sigma: number, self: number): { mean: number; variance: number } {
  const half = 0.5 * sigma * sigma;
  const lnRandom = Math.log(count) + half;
  const lnMean =
    self > lnRandom ? self + Math.log1p(Math.exp(lnRandom - self)) : lnRandom + Math.log1p(Math.exp(self - lnRandom));
  const relative = (Math.expm1(sigma * sigma) / count) * Math.exp(2 * (lnRandom - lnMean));
  const variance = Math.log1p(relative);
  return { mean: lnMean - 0.5 * variance, variance };
}

function requireScale(caller: string, sigma: number): void {
  if (!(sigma > 0 && sigma < Infinity)) throw new RangeError(`${caller}: sigma must be positive, got ${sigma}`);
}

function requireThreshold(caller: string, eps: number): void {
  if (!(eps > 0 && eps < 1)) throw new RangeError(`${caller}: eps must be in (0, 1), got ${eps}`);
}
