/**
 * Claim 7.1: the cost of a window over inputs of lengths n_1..n_N, in multiplications up to one constant. Each of the n
 * rows keeps k entries, and an entry costs d. As reconstructed; the cost of finding the k largest is not in it.
 *
 * | paper | here |
 * | --- | --- |
 * | Part 1, constant window | constantCost, summed over the inputs |
 * | Part 2, k = n^C (alpha = 1) | powerCost |
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";

const SYMBOLS: Readonly<Record<string, string>> = { alpha: "\\alpha", beta: "\\beta" };

/** `reconstructed`, Part 1: one input of length n at the window k. */
export const constantCost: Formula = formula({ name: "constantCost", expression: "n * k * d" });

/** `reconstructed`, Part 2, with a factor: one input at the window alpha n^C. */
export const powerCost: Formula = formula({
  name: "powerCost",
  expression: "alpha * n^(1 + C) * d",
  symbols: SYMBOLS,
});

/** The logarithmic window of section 6.3: one input at the window beta ln n. */
export const logCost: Formula = formula({ name: "logCost", expression: "beta * n * ln(n) * d", symbols: SYMBOLS });

/** Exact attention: every entry. */
export const exactCost: Formula = formula({ name: "exactCost", expression: "n^2 * d" });

/** The cost of several inputs: a formula of one, summed over their lengths. */
export function totalCost(cost: Formula, lengths: readonly number[], scope: Readonly<Record<string, number>>): number {
  return lengths.reduce((sum, n) => sum + cost.evaluate({ ...scope, n }), 0);
}
