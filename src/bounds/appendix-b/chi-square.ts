/**
 * Lemmas B.8 to B.10 `reconstructed`: deviations of quadratic forms of Gaussian variables and of sub-exponential ones,
 * with explicit constants.
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { TOOL_SYMBOLS } from "./symbols.js";

/**
 * B.8 (Hanson-Wright) for x of independent N(0, 1) entries and A_s = (A + A^T)/2: |x^T A x - tr A| reaches this with
 * probability at most 2 e^-t, t > 0.
 */
export const hansonWright: Formula = formula({
  name: "hansonWright",
  expression: "2 * frobenius * sqrt(t) + 2 * spectral * t",
  symbols: TOOL_SYMBOLS,
});

/** B.9 (Laurent & Massart): X - k reaches this with probability at most e^-t, X chi-square with k degrees of freedom. */
export const laurentMassartUpper: Formula = formula({
  name: "laurentMassartUpper",
  expression: "2 * sqrt(k * t) + 2 * t",
  symbols: TOOL_SYMBOLS,
});

/** B.9: k - X reaches this with probability at most e^-t. */
export const laurentMassartLower: Formula = formula({
  name: "laurentMassartLower",
  expression: "2 * sqrt(k * t)",
  symbols: TOOL_SYMBOLS,
});

/** B.10: bounds Pr[|X - EX| >= t] for X sub-exponential with parameters (s^2, alpha), t > 0. */
export const subExponentialTail: Formula = formula({
  name: "subExponentialTail",
  expression: "2 * exp(-min(t^2 / s^2, t / alpha) / 2)",
  symbols: TOOL_SYMBOLS,
});
