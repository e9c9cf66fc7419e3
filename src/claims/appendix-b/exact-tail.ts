/** What the exact tails of Appendix B share: a probability from an exact law, set beside the bound on it. */
import { exactly } from "ncsparse-kit/claims/intervals";
import type { MeasuredExcess } from "ncsparse-kit/claims/kinds";
import { ULP } from "ncsparse-kit/claims/rounding";

/** Relative error of the library's exact tails, and of their logarithms where these exceed 1 (`src/kit/probability`). */
const TAIL_ERROR = 1e-12;

/** An exact probability and its bound, in logarithms; -Infinity where nothing is left of the tail. */
export interface TailPair {
  readonly lnTail: number;
  readonly lnBound: number;
}

/** What the claims on exact tails share: nothing is random, and both sides are probabilities. */
export const EXACT_TAIL = {
  provenance: "reconstructed",
  rule: "$\\ln(\\text{exact probability}) - \\ln(\\text{bound})$ must not exceed the rounding error of the two: $10^{-12}$ of the tail, and a few units of the last place of the bound's exponent.",
  useScale: "probability to probability, both exact",
} as const;

/** Measures a cell's exact tail against its bound. */
export function tailOf<P>(pair: (cell: P) => TailPair): (cell: P) => MeasuredExcess {
  return (cell) => {
    const { lnTail, lnBound } = pair(cell);
    return {
      excess: lnTail - lnBound,
      // The tail's own error; and sixteen roundings for the formula, each as large as a rounding of its logarithm.
      roundingBound: TAIL_ERROR * Math.max(1, Math.abs(lnTail)) + 16 * ULP * Math.max(1, Math.abs(lnBound)),
      comparison: {
        measured: exactly(Math.exp(lnTail)),
        bound: Math.exp(lnBound),
        trivial: 1,
        tightness: Math.exp(lnBound - lnTail),
      },
    };
  };
}

/**
 * The least integer that is at least x, where x came from a few roundings: an integer that they have pushed up by some
 * units is taken as itself.
 */
export function leastInteger(x: number): number {
  return Math.ceil(x - 1e-9 * Math.max(1, Math.abs(x)));
}

/** The largest integer that is at most x, with the same tolerance. */
export function largestInteger(x: number): number {
  return -leastInteger(-x);
}

/** ln(e^a + e^b); either may be -Infinity. */
export function lnSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
