import { twoProduct, twoSum } from "./double-double.js";

/** Beyond this ratio of excess to mean, only the logarithms of both are safe from overflow. */
const EXTREME_RATIO = 1e300;

/**
 * c ln(c / mean) - (c - mean) for a count c = mean + excess >= 0, to 1e-15 relative: half the Poisson deviance
 * (C. Loader, "Fast and accurate computation of binomial probabilities", 2000). mean > 0 finite, excess >= -mean.
 */
export function poissonDeviance(mean: number, excess: number): number {
  const e = excess / mean;
  if (Number.isNaN(e)) throw new RangeError(`poissonDeviance: excess / mean must be a number, got ${excess} / ${mean}`);
  if (e > EXTREME_RATIO) return excess * (Math.log(excess) - Math.log(mean) - 1);
  return mean * relativeDeviance(e);
}

/**
 * (1 + e) ln(1 + e) - e for e >= -1. For small e the closed form cancels; there ln(1 + e) = 2 artanh v with
 * v = e / (2 + e) leaves a series whose terms have one sign.
 */
function relativeDeviance(e: number): number {
  if (e <= -1) return 1;
  if (e < -0.5 || e > 1) return (1 + e) * Math.log1p(e) - e;
  const v = e / (2 + e);
  const square = v * v;
  let sum = e * v;
  let power = 2 * (1 + e) * v;
  // Ends: |v| <= 1/3, so that each term is below a ninth of the one before, and e is a number.
  for (let j = 3; ; j += 2) {
    power *= square;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * a - (a + b) x for x in [0, 1], to a few ulp of the result.
 *
 * In plain doubles the difference of two numbers near 1e9 is good to 1e-7 only, which the exponent of a tail
 * probability then multiplies; so the products and the sum carry their rounding errors along.
 */
export function excess(a: number, b: number, x: number): number {
  const [ax, axError] = twoProduct(a, x);
  const [bx, bxError] = twoProduct(b, x);
  const [first, firstError] = twoSum(a, -ax);
  const [second, secondError] = twoSum(first, -bx);
  return second + (firstError + secondError - axError - bxError);
}
