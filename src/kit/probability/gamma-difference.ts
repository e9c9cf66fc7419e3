import { requireInteger, requireNonNegative, requirePositive } from "./check.js";
import { gammaQ } from "./gamma.js";

const MOST_SHAPE = 1e4;

/**
 * ln P[G_a - r G_b >= x] for independent standard gamma variables of integer shapes a and b, scale ratio r > 0, x >= 0;
 * to 1e-12 relative of the probability, which must not underflow.
 *
 * Given G_b, the tail of G_a is a Poisson sum; averaging over G_b turns the powers of r G_b into a negative binomial
 * law of i: P = sum_(i < a) C(b + i - 1, i) r^i (1 + r)^-(b + i) Q(a - i, x). All terms are positive.
 *
 * It is the law of a quadratic form with two eigenvalues of opposite sign and even multiplicities 2a and 2b.
 */
export function logGammaDifferenceTail(x: number, a: number, b: number, r: number): number {
  requireNonNegative("logGammaDifferenceTail", "x", x);
  requireInteger("logGammaDifferenceTail", "a", a, 1, MOST_SHAPE);
  requireInteger("logGammaDifferenceTail", "b", b, 1, MOST_SHAPE);
  requirePositive("logGammaDifferenceTail", "r", r);
  let lnWeight = -b * Math.log1p(r);
  const lnStep = Math.log(r) - Math.log1p(r);
  let sum = 0;
  for (let i = 0; i < a; i++) {
    sum += Math.exp(lnWeight) * gammaQ(a - i, x);
    lnWeight += Math.log((b + i) / (i + 1)) + lnStep;
  }
  return Math.log(sum);
}
