import type { Formula } from "ncsparse-kit/formula/formula";
import { logitBound } from "./lemma-4.2.js";
import { keptBound } from "./theorem-6.1.js";

/** Beyond this ln n a bound is taken never to inform: n = 10^434294. */
const LARGEST_LN_N = 1e6;
const FIRST_LN_N = 1;
const STEP = 1.02;
const BISECTIONS = 60;

/**
 * ln of the kept entries' bound over the trivial 1 - k/n at k = n^C, for rows without a diagonal (cross-attention) of
 * fixed scale R: lambda' is R l(n^2, delta). Negative where the bound is not vacuous. The dropped entries' term is smaller.
 *
 * @param bound `keptBound` or `keptBoundPaper`
 */
export function lnKeptExcess(bound: Formula, at: { lnN: number; R: number; C: number; delta: number }): number {
  const { lnN, R, C, delta } = at;
  const level = Math.exp(logitBound.evaluateLn({ n: { ln: lnN }, R, delta }));
  return bound.evaluateLn({ k: { ln: C * lnN }, lambdaAll: level }) - Math.log(-Math.expm1((C - 1) * lnN));
}

/**
 * ln of the smallest length from which on the bound of Theorem 6.1 is below the trivial one, at k = n^C and fixed row
 * scale R; null where it never is, up to ln n = 10^6.
 *
 * @param bound `keptBound` (ours) by default, or `keptBoundPaper`
 */
export function enoughFrontier(
  options: { R: number; C: number; delta: number },
  bound: Formula = keptBound,
): number | null {
  const excess = (lnN: number): number => lnKeptExcess(bound, { ...options, lnN });
  let low = FIRST_LN_N;
  if (excess(low) < 0) return low;
  for (let high = low * STEP; high <= LARGEST_LN_N; high *= STEP) {
    if (excess(high) < 0) {
      for (let step = 0; step < BISECTIONS; step++) {
        const middle = 0.5 * (low + high);
        if (excess(middle) < 0) high = middle;
        else low = middle;
      }
      return high;
    }
    low = high;
  }
  return null;
}
