/**
 * Lemma 4.2 (= D.3, D.4) `reconstructed`: with probability at least 1 - delta, for all i != j at once,
 * |z_ij| <= lam, e^-lam <= A_ij <= e^lam and D_ii >= (n - 1) e^-lam, with lam = R l(n^2, delta).
 *
 * | paper | here |
 * | --- | --- |
 * | R | R: max_i sigma_i, sigma_i = tau ||W^T x_i|| |
 * | Definition 4.1's R | rPaper = B^2 ||W||_F, which may not be put in R's place |
 * | W_s | the symmetric part of W |
 *
 * Proof: given x_i, each z_ij has proxy sigma_i^2 <= R^2; Hoeffding's tail, a union over n^2 pairs, two sides.
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

/** Part 1: the level lam of all off-diagonal logits. */
export const logitBound: Formula = formula({
  name: "logitBound",
  expression: "R * sqrt(2 * ln(2 * n^2 / delta))",
  symbols: SYMBOLS,
});

/** Part 2: the largest off-diagonal entry of A, e^lam; the smallest is its inverse. */
export const entryBound: Formula = formula({
  name: "entryBound",
  expression: "exp(R * sqrt(2 * ln(2 * n^2 / delta)))",
  symbols: SYMBOLS,
});

/** Part 3: the least row sum, D_ii >= (n - 1) e^-lam. */
export const rowSumBound: Formula = formula({
  name: "rowSumBound",
  expression: "(n - 1) * exp(-R * sqrt(2 * ln(2 * n^2 / delta)))",
  symbols: SYMBOLS,
});

/**
 * `ours`: how far any diagonal logit of standard Gaussian input strays from its mean tr W, for all n rows at once:
 * Hanson-Wright in its Gaussian form (Lemma B.8) at t = ln(2 n / delta).
 */
export const diagonalDeviation: Formula = formula({
  name: "diagonalDeviation",
  expression: "2 * frobenius * sqrt(ln(2 * n / delta)) + 2 * spectral * ln(2 * n / delta)",
  symbols: SYMBOLS,
});

/** `ours`: lam', the level of every logit, diagonal included; delta is split between the two events. */
export const everyLogitBound: Formula = formula({
  name: "everyLogitBound",
  expression:
    "max(R * sqrt(2 * ln(4 * n^2 / delta)), abs(trW) + 2 * frobenius * sqrt(ln(4 * n / delta)) + 2 * spectral * ln(4 * n / delta))",
  symbols: SYMBOLS,
});

/**
 * `ours`: the same level for bounded input of unit variance and variance proxy 1 whose squares x_a^2 stay within an interval
 * of length w: 0 for signs, B^2 = 3 for the uniform law. z_ii = sum_a W_aa x_a^2 + x^T W_o x with W_o the symmetric part
 * without its diagonal. The first sum obeys Hoeffding's inequality for ranges w |W_aa|; the form of W_o has an exponential
 * moment of at most the Gaussian one (given the others each entry appears linearly, and its proxy is 1), so that
 * Hanson-Wright holds with its Gaussian constants. Each at delta/4 over 2 n tails, the off-diagonal logits at delta/2.
 */
export const everyBoundedLogitBound: Formula = formula({
  name: "everyBoundedLogitBound",
  expression:
    "max(R * sqrt(2 * ln(4 * n^2 / delta)), abs(trW) + w * diagonal * sqrt(ln(8 * n / delta) / 2) + 2 * hollowFrobenius * sqrt(ln(8 * n / delta)) + 2 * hollowSpectral * ln(8 * n / delta))",
  symbols: {
    ...SYMBOLS,
    diagonal: "\\lVert\\operatorname{diag}W\\rVert_2",
    hollowFrobenius: "\\lVert W_o\\rVert_F",
    hollowSpectral: "\\lVert W_o\\rVert_2",
  },
});

/**
 * `ours`, exact: Pr[max_{j != i} |z_ij| <= t sigma_i] for one Gaussian row.
 */
export const rowMaximumLaw: Formula = formula({
  name: "rowMaximumLaw",
  expression: "(2 * Phi(t) - 1)^(n - 1)",
  symbols: SYMBOLS,
});

/** The paper's R as reconstructed from Definition 4.1: B^2 ||W||_F, an rms size and not a maximum. */
export function paperRowScale(inputBound: number, frobeniusNorm: number): number {
  return inputBound * inputBound * frobeniusNorm;
}

/** The worst case over inputs bounded by B: every row scale is at most B^2 sqrt(d) ||W||_2 (proxy B). */
export function worstRowScale(inputBound: number, d: number, spectralNorm: number): number {
  return inputBound * inputBound * Math.sqrt(d) * spectralNorm;
}
