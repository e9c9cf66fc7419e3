/**
 * Theorem 4.3 (= D.1): for 1 <= k <= n - 1, with probability at least 1 - delta, every row (diagonal included) has
 * p_(k+1) <= eps, i.e. is (eps, k)-sparse. Four values of eps, and the law that they bound.
 *
 * | paper | here |
 * | --- | --- |
 * | epsilon of Theorem 4.3, as reconstructed | epsPaper |
 * | R | R: max_i sigma_i |
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

/**
 * `reconstructed`. Fix n - k off-diagonal indices in each row; all their logits lie within R l(n (n - k), delta) and
 * D >= (n - k) e^-that.
 */
export const epsPaper: Formula = formula({
  name: "eps_paper",
  expression: "exp(2 * R * sqrt(2 * ln(2 * n * (n - k) / delta))) / (n - k)",
  symbols: SYMBOLS,
});

/** `ours`: the row sum bounded through Jensen's inequality, which halves the exponent. */
export const epsJensen: Formula = formula({
  name: "eps_jensen",
  expression: "exp(R * sqrt(2 * ln(2 * n * (n - k) / delta)) + R * sqrt(2 * ln(2 * n / delta) / (n - 1))) / (n - 1)",
  symbols: SYMBOLS,
});

/**
 * `ours`: at most k - 1 off-diagonal logits of a row exceed sigma_i t, with
 * t^2 = 2 (ln(e (n - 1) / k) + ln(2 n / delta) / k). At k = n^C, t ~ sqrt(2 (1 - C) ln n): the bound that sees C.
 */
export const epsOrder: Formula = formula({
  name: "eps_order",
  expression:
    "exp(R * sqrt(2 * (1 + ln((n - 1) / k) + ln(2 * n / delta) / k)) + R * sqrt(2 * ln(2 * n / delta) / (n - 1))) / (n - 1)",
  symbols: SYMBOLS,
});

/** Deterministic: k + 1 entries that are at least p_(k+1) sum to at most 1. Every bound is compared with it. */
export const epsTrivial: Formula = formula({ name: "trivial", expression: "1 / (k + 1)", symbols: SYMBOLS });

/** `ours`, law: the median of p_(k+1) in an i.i.d. Gaussian row of scale sigma, for n >= 100 e^(sigma^2). */
export const entryLaw: Formula = formula({
  name: "law",
  expression: "exp(sigma * PhiInverse(1 - (k + 2 / 3) / (n + 1 / 3)) - sigma^2 / 2) / n",
  symbols: SYMBOLS,
});

/** Where the fixed-sigma laws apply: n >= 100 e^(sigma^2), so that the row sum is within about 10 % of its mean. */
export function entryLawApplies(n: number, sigma: number): boolean {
  return n >= 100 * Math.exp(sigma * sigma);
}
