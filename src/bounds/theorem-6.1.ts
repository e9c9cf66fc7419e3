/**
 * Theorem 6.1 (= E.1) and Lemma E.3: how near the window k = n^C comes to exact attention in the entrywise max norm, on
 * the event that every logit, diagonal included, lies within lambda' (`everyLogitBound`).
 *
 * | paper | here |
 * | --- | --- |
 * | D^-1 (A - A_spar), Lemma E.3 Part 1 | droppedBound bounds its largest entry |
 * | (D_spar^-1 - D^-1) A_spar, Lemma E.3 Part 4 | keptBound (ours), keptBoundPaper (the route of the proof) |
 * | D_spar^-1 A_spar - D^-1 A, Theorem E.1 | errorBoundPaper (the sum of both), errorBound (ours: the larger) |
 *
 * The two matrices of Lemma E.3 have disjoint supports: the largest entry of their difference is the larger of their
 * largest entries, and the triangle inequality of the paper's Eq. (6) gives away up to a factor 2.
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

const LEVELS: Readonly<Record<string, string>> = { ...SYMBOLS, lambdaAll: "\\lambda'" };

/**
 * Lemma E.3, Part 1: the largest dropped probability, max_i p_(k+1). Among the k + 1 largest logits of a row one at
 * least is off the diagonal, so that the off-diagonal level lambda = R l(n^2, delta) suffices, for 1 <= k <= n - 1.
 */
export const droppedBound: Formula = formula({
  name: "droppedBound",
  expression: "exp(2 * R * sqrt(2 * ln(2 * n^2 / delta))) / (n - 1)",
  symbols: LEVELS,
});

/**
 * Lemma E.3, Part 4, `ours`: (1/D_spar - 1/D) A_ij <= A_ij / D_spar <= e^(2 lambda') / k.
 */
export const keptBound: Formula = formula({
  name: "keptBound",
  expression: "exp(2 * lambdaAll) / k",
  symbols: LEVELS,
});

/** Lemma E.3, Part 4 by the paper's route: |D - D_spar| / (D D_spar) from bounds on each factor, times A_ij. */
export const keptBoundPaper: Formula = formula({
  name: "keptBoundPaper",
  expression: "exp(4 * lambdaAll) / k",
  symbols: LEVELS,
});

/**
 * Theorem E.1 `reconstructed`: Parts 1 and 4 of Lemma E.3 added up. On the one event of probability 1 - delta the
 * off-diagonal logits lie within lambda = R l(n^2, delta / 2): delta is split between them and the diagonal.
 */
export const errorBoundPaper: Formula = formula({
  name: "errorBoundPaper",
  expression: "exp(2 * lambda) / (n - 1) + exp(4 * lambdaAll) / k",
  symbols: LEVELS,
});

/** `ours`: the larger of Part 1 and of Part 4 without its detour, since kept and dropped entries do not overlap. */
export const errorBound: Formula = formula({
  name: "errorBound",
  expression: "max(exp(2 * lambda) / (n - 1), exp(2 * lambdaAll) / k)",
  symbols: LEVELS,
});

/**
 * `ours`: lambda' for input bounded by B, any W: off the diagonal lambda at the full delta (Hoeffding, proxy sigma_i^2), on
 * it |z_ii| <= ||W||_2 ||x_i||^2 <= d B^2 ||W||_2, which needs no probability.
 */
export const boundedLogitBound: Formula = formula({
  name: "boundedLogitBound",
  expression: "max(R * sqrt(2 * ln(2 * n^2 / delta)), d * B^2 * spectral)",
  symbols: { ...SYMBOLS, spectral: "\\lVert W\\rVert_2" },
});

/** Deterministic: no entry of P_k - P exceeds 1 - m_k, and m_k >= k / n. Every bound is compared with it. */
export const errorTrivial: Formula = formula({ name: "trivial", expression: "1 - k / n", symbols: SYMBOLS });

/**
 * With probability at least 1 - delta, for standard Gaussian input and W = s I/sqrt(d): R^2 = (s^2/d) max chi^2_d, by
 * Laurent and Massart (Lemma B.9) for n rows at once. R ~ s sqrt(2 ln n / d).
 */
export const gaussianRowScale: Formula = formula({
  name: "gaussianRowScale",
  expression: "s * sqrt((d + 2 * sqrt(d * ln(n / delta)) + 2 * ln(n / delta)) / d)",
  symbols: SYMBOLS,
});

/**
 * `ours`: the limit exponent of e^(routes lambda') / n^C for Gaussian input at fixed W = s I/sqrt(d): lambda' is
 * R l(n^2, delta/2) ~ (s/sqrt d) sqrt(2 ln n) sqrt(4 ln n), so the exponent is 2 sqrt 2 routes s / sqrt d - C.
 */
export const gaussianExponent: Formula = formula({
  name: "gaussianExponent",
  expression: "2 * sqrt(2) * routes * s / sqrt(d) - C",
  symbols: { ...SYMBOLS, routes: "a" },
});
