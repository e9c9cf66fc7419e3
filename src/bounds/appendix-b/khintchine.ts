/**
 * Lemma B.7 (Khintchine) with its best constants: for independent signs s_i,
 * A_p ||x||_2 <= (E |sum s_i x_i|^p)^(1/p) <= B_p ||x||_2.
 *
 * U. Haagerup, Studia Mathematica 70 (1981), 231-283; A_1 by S. J. Szarek, Studia Mathematica 58 (1976), 197-208.
 */
import { logGamma } from "ncsparse-kit/probability";

const LN_SQRT_PI = 0.5723649429247001;

/** The p-norm (E |Z|^p)^(1/p) of a standard normal variable, p > 0: what sums of many equal signs tend to. */
export function gaussianMomentNorm(p: number): number {
  requireExponent("gaussianMomentNorm", p);
  return Math.SQRT2 * Math.exp((logGamma((p + 1) / 2) - LN_SQRT_PI) / p);
}

/**
 * The best A_p, p > 0: 1 for p >= 2 (attained by a single entry); below, the smaller of 2^(1/2 - 1/p), attained by two
 * equal entries, and the Gaussian norm, which takes over at p = 1.84742.
 */
export function khintchineLower(p: number): number {
  requireExponent("khintchineLower", p);
  if (p >= 2) return 1;
  return Math.min(Math.exp(Math.LN2 * (0.5 - 1 / p)), gaussianMomentNorm(p));
}

/** The best B_p, p > 0: 1 for p <= 2; beyond, the Gaussian norm, which no finite sum attains. */
export function khintchineUpper(p: number): number {
  requireExponent("khintchineUpper", p);
  return p <= 2 ? 1 : gaussianMomentNorm(p);
}

function requireExponent(caller: string, p: number): void {
  if (!(p > 0 && p < Infinity)) throw new RangeError(`${caller}: p must be finite and > 0, got ${p}`);
}
