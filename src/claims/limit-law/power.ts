/** Failure probabilities of the controls: how far a row's sums can be from their law, by their second moments. */
import { rowScale } from "../../limit/finite-size.js";
import { typicalSums } from "../../limit/typical-row.js";
import { binomialCdf, quantileInterval } from "ncsparse-kit/probability";

/** A row and its window. */
export interface RowWindow {
  readonly lnN: number;
  readonly sigma: number;
  readonly lnK: number;
}

/** What a share of the mass is, up to a factor of the two sums, and how likely a row is further off. */
export interface MassRange {
  readonly lowest: number;
  readonly highest: number;
  readonly missed: number;
}

/**
 * Captured mass if kept and left sums are within 1 +- slack of their means, and a bound on the probability that they are
 * not: Chebyshev's inequality with the sums' full second moments.
 */
export function massRange({ lnN, sigma, lnK }: RowWindow, slack: number): MassRange {
  const { head, tail, tailSquares } = typicalSums(lnN, sigma, lnK);
  // n E[w^2] / (n E[w])^2, with all of w's second moment n exp(2 sigma^2) for the kept sum.
  const keptVariance = Math.exp(lnN + 2 * sigma * sigma - 2 * head);
  const leftVariance = Math.exp(tailSquares - 2 * tail);
  const share = (kept: number, left: number): number => 1 / (1 + Math.exp(tail - head) * (left / kept));
  return {
    lowest: share(1 - slack, 1 + slack),
    highest: share(1 + slack, 1 - slack),
    missed: Math.min(1, (keptVariance + leftVariance) / (slack * slack)),
  };
}

/**
 * A lower bound on the probability that D, and the kept and the left sum, are within a factor 2 of their means in every
 * one of this many rows at each of the lengths: Chebyshev's inequality, three sums whose deviations are half the mean.
 */
export function sumsNearMeans(c: number, lnLengths: readonly number[], rows: number): number {
  const missed = lnLengths.map((lnN) => Math.exp(rowScale(lnN, c) ** 2 - lnN)); // relative variance of a sum
  return Math.max(0, 1 - 12 * rows * missed.reduce((sum, variance) => sum + variance, 0));
}

/** The probability that the median's interval over `draws` has all of its ends among draws that did not miss. */
export function medianPower(draws: number, missed: number, level?: number): number {
  const ranks = Float64Array.from({ length: draws }, (_, i) => i + 1);
  return binomialCdf(quantileInterval(ranks, 0.5, level).low - 1, draws, missed);
}
