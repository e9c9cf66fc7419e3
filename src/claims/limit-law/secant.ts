/** Exponents between two lengths: ln of a quantity's growth over that of n. */
import { LEVEL, quantileInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { exactly, over, subtract, widened } from "ncsparse-kit/claims/intervals";
import type { Interval } from "ncsparse-kit/claims/result";
import { QUANTITIES, type QuantityName } from "./quantities.js";
import { lawAt, lnLength, measuredRows, PAIRS, type PairName } from "./rows.js";

/** A cell of an exponent's claim. */
export type ExponentCell = {
  readonly quantity: QuantityName;
  readonly c: number;
  readonly C: number;
  readonly n: PairName;
};

/** The exponent between two lengths of a quantity that lies in `from` at the first and in `to` at the second. */
export function secantOf(from: Interval, to: Interval, n: PairName): Interval {
  const [first, second] = PAIRS[n];
  return over(subtract(to, from), lnLength(second) - lnLength(first));
}

/**
 * The measured exponent: of the medians over rows, each wider by the error that its rows state. Each median's interval misses with half the rule's level at either
 * end, so that the exponent's does with the whole of it.
 */
export function measuredSecant({ quantity, c, C, n }: ExponentCell, context: Context, role: string): Interval {
  const [from, to] = PAIRS[n].map((power) => {
    const { quantities, error } = measuredRows({ power, c, C }, context, role);
    return widened(quantileInterval(quantities.get(quantity)!, 0.5, 0.5 * LEVEL), error);
  });
  return secantOf(from!, to!, n);
}

/** The same exponent of the finite-n law. */
export function lawSecant({ quantity, c, C, n }: ExponentCell): number {
  const [from, to] = PAIRS[n].map((power) => exactly(QUANTITIES[quantity].law(lawAt({ power, c, C }))));
  return secantOf(from!, to!, n).value;
}

/**
 * A lower bound on the probability that a false exponent is found violated, from how far it lies from the law's.
 *
 * Each sum over a row is below e^t times its law but for a probability e^-t (Markov), and above e^-t times it but for less
 * (the ranks that carry it, an e-fold of them, would all have to be missing); an exponent reads at most four sums, at two
 * lengths. No draw at all may miss.
 */
export function secantPower(gap: number, tolerance: number, n: PairName, rows: number): number {
  const [first, second] = PAIRS[n];
  const span = lnLength(second) - lnLength(first);
  const nats = (Math.abs(gap) - tolerance) * span;
  const t = nats / SUMS - Math.log(lnLength(second));
  return Math.max(0, 1 - SUMS * rows * 2 * Math.exp(-t));
}

/** Four sums at two lengths. */
const SUMS = 8;

export const SECANT_POWER_HOW =
  "Markov’s inequality for each sum of a row from above, the ranks that carry it from below: no draw misses the law by as much as the false exponent does";
