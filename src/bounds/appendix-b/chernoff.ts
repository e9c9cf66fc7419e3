/**
 * Lemma B.4 (Chernoff) `reconstructed`: X a sum of independent 0-1 variables with mean mu, 0 < t < 1.
 *
 * The upper bound's constant is not made for t > 1: there t^2 / 3 outgrows (1 + t) ln(1 + t) - t, from t = 1.82 on.
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { TOOL_SYMBOLS } from "./symbols.js";

/** Bounds Pr[X >= (1 + t) mu], 0 < t < 1. */
export const chernoffUpper: Formula = formula({
  name: "chernoffUpper",
  expression: "exp(-t^2 * mu / 3)",
  symbols: TOOL_SYMBOLS,
});

/** Bounds Pr[X <= (1 - t) mu], 0 < t < 1. */
export const chernoffLower: Formula = formula({
  name: "chernoffLower",
  expression: "exp(-t^2 * mu / 2)",
  symbols: TOOL_SYMBOLS,
});
