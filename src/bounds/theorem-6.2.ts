/**
 * Theorem 6.2 (= E.2) `reconstructed`: with k = o(log n) entries a row the error does not vanish in Frobenius norm.
 *
 * Its deterministic core: p_k has k entries that sum to 1, so that ||p_k||_2 >= 1/sqrt k, and the triangle inequality.
 *
 * | paper | here |
 * | --- | --- |
 * | lower bound on the Frobenius error | frobeniusFloor |
 * | row total variation (ours) | totalVariationFloor |
 */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

/**
 * sqrt(sum_i max(0, 1/sqrt k - ||p_i||_2)^2), at most ||P_k - P||_F.
 *
 * @param rowNorms ||p_i||_2 of every row
 */
export function frobeniusFloor(rowNorms: ArrayLike<number>, k: number): number {
  if (!(k >= 1)) throw new RangeError(`frobeniusFloor: k must be >= 1, got ${k}`);
  const kept = 1 / Math.sqrt(k);
  let squares = 0;
  for (let i = 0; i < rowNorms.length; i++) {
    const gap = kept - rowNorms[i]!;
    if (gap > 0) squares += gap * gap;
  }
  return Math.sqrt(squares);
}

/** `ours`: 1 - m_k >= 1 - k p_(1); with `largest` = p_(1). It tends to 1 wherever k p_(1) vanishes. */
export const totalVariationFloor: Formula = formula({
  name: "totalVariationFloor",
  expression: "1 - k * largest",
  symbols: { ...SYMBOLS, largest: "p_{(1)}" },
});

/** What sqrt(n/k) makes of the floor where rows are spread: the rate of the Frobenius error at k = o(n). */
export const frobeniusRate: Formula = formula({ name: "frobeniusRate", expression: "sqrt(n / k)", symbols: SYMBOLS });
