/** Failure probabilities of the controls, from one row whose diagonal weight is known given its scale. */
import { normalCdf, normalTail } from "ncsparse-kit/probability";
import { averageOverScale } from "ncsparse-kit/claims/power";
import { DIMENSION } from "./samples.js";

/** How far the off-diagonal logits of row 1 are allowed to stray, in units of their scale. */
const FAR = 4;

/** In words, for the controls that use it. */
export const KEPT_HOW =
  "row 1 alone: its other logits below $4\\sigma_1$ and their mean above $-4\\sigma_1/\\sqrt{n-1}$, its diagonal known given $\\sigma_1$; averaged over the law of $\\sigma_1$";

/** Where a control is computed. */
interface Row {
  readonly n: number;
  readonly s: number;
  readonly k: number;
}

/**
 * A lower bound on Pr[the largest entry of (D_spar^-1 - D^-1) A_spar > level], standard Gaussian input and W = s I/sqrt d,
 * from the diagonal entry of row 1 where that is kept.
 */
export function diagonalExceedsKept(row: Row, level: number): number {
  return whereRowIs(row, ({ own, other, kept, all }) => own > other && own * (1 / kept - 1 / all) > level);
}

/** A lower bound on Pr[some row keeps less than the given share of its sum], for the same matrices. */
export function keptShareBelow(row: Row, share: number): number {
  return whereRowIs(row, ({ kept, all }) => kept < share * all);
}

/** Bounds on row 1 that hold with the probability that `whereRowIs` accounts for. */
interface RowBounds {
  readonly own: number; // its diagonal weight, exactly
  readonly other: number; // at least every other weight
  readonly kept: number; // at least D_spar
  readonly all: number; // at most D, by Jensen's inequality
}

/**
 * Given sigma_1 = s sqrt(q) the diagonal weight of row 1 is e^(s sqrt(d) q) and its other n - 1 logits are independent
 * N(0, sigma_1^2): all lie below 4 sigma_1, and their mean above -4 sigma_1 / sqrt(n - 1), but for the probability
 * subtracted here.
 */
function whereRowIs({ n, s, k }: Row, holds: (row: RowBounds) => boolean): number {
  const within = normalCdf(FAR) ** (n - 1) - normalTail(FAR);
  return averageOverScale(DIMENSION, (q) => {
    const sigma = s * Math.sqrt(q);
    const own = Math.exp(s * Math.sqrt(DIMENSION) * q);
    const other = Math.exp(FAR * sigma);
    const kept = Math.max(own, other) + (k - 1) * other;
    const all = own + (n - 1) * Math.exp((-FAR * sigma) / Math.sqrt(n - 1));
    return holds({ own, other, kept, all }) ? within : 0;
  });
}
