/** The norm atlas at fixed row scale: which norms of P_k - P vanish with which window, and at which rate. */
import { countOf, type Size } from "../sampler/count.js";
import { errorLaw, type ErrorLaw } from "./error-law.js";

/** How the window grows with n. */
export type Strategy = "k = 4" | "k = ln n / ln ln n" | "k = ln n" | "k = √n" | "k = n^(3/4)";

/** What is measured of the error: the first four of a row, `frobenius` of n independent rows, the last two of its output. */
export type ErrorNorm = "max" | "l2" | "frobenius" | "tv" | "along" | "orthogonal";

export const ERROR_NORMS: readonly ErrorNorm[] = ["max", "l2", "frobenius", "tv", "along", "orthogonal"];

const CONSTANT = 4;

/** The window at n keys: rounded where n is an integer. */
export function strategyWindow(strategy: Strategy, n: Size): Size {
  const { ln } = countOf("strategyWindow", "n", n);
  switch (strategy) {
    case "k = 4":
      return CONSTANT;
    case "k = ln n / ln ln n":
      return Math.ceil(ln / Math.log(ln));
    case "k = ln n":
      return Math.round(ln);
    default:
      return typeof n === "number"
        ? Math.round(Math.exp(windowExponent(strategy) * ln))
        : { ln: windowExponent(strategy) * ln };
  }
}

/** C, the limit of ln k / ln n. */
export function windowExponent(strategy: Strategy): number {
  if (strategy === "k = √n") return 0.5;
  return strategy === "k = n^(3/4)" ? 0.75 : 0;
}

/**
 * ln of a norm of the error by the finite-n law; `orthogonal` is the size of the output error in `directions` dimensions
 * orthogonal to W^T x_i, per unit of input scale.
 */
export function lnNormLaw(norm: ErrorNorm, n: Size, strategy: Strategy, sigma: number, directions = 1): number {
  const law: ErrorLaw = errorLaw(n, strategyWindow(strategy, n), sigma);
  switch (norm) {
    case "max":
      return law.lnMax;
    case "tv":
      return law.lnTail;
    case "along":
      return Math.log(law.along);
    case "l2":
      return law.lnL2;
    case "frobenius":
      return law.lnL2 + 0.5 * countOf("lnNormLaw", "n", n).ln;
    case "orthogonal":
      return law.lnL2 + 0.5 * Math.log(directions);
  }
}

/** The limit, at fixed sigma and as n -> infinity, of ln(norm) / ln n. */
export function limitExponent(norm: ErrorNorm, strategy: Strategy): number {
  const C = windowExponent(strategy);
  switch (norm) {
    case "max":
      return -C;
    case "l2":
    case "orthogonal":
      return -C / 2;
    case "frobenius":
      return (1 - C) / 2;
    case "tv":
    case "along":
      return 0;
  }
}
