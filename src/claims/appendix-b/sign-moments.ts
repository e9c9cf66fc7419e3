/** Exact moments of sums of weighted signs, by enumeration or by the law of a sum of equal ones. */
import { signSumLaw } from "ncsparse-kit/claims/power";

const MOST_ENUMERATED = 20;

/**
 * (E |sum s_i x_i|^p)^(1/p) for independent signs s_i, from all sign patterns; the first sign may be fixed, since |sum|
 * does not change when all signs do. p > 0.
 *
 * @throws RangeError for more than 20 numbers
 */
export function signMomentNorm(x: readonly number[], p: number): number {
  if (x.length === 0 || x.length > MOST_ENUMERATED) {
    throw new RangeError(`signMomentNorm: x must hold 1 to ${MOST_ENUMERATED} numbers, got ${x.length}`);
  }
  let sums = [x[0]!];
  for (const value of x.slice(1)) sums = sums.flatMap((sum) => [sum + value, sum - value]);
  let moment = 0;
  for (const sum of sums) moment += absolutePower(sum, p);
  return root(moment / sums.length, p);
}

/** The same for n entries 1 / sqrt(n): the p-norm of a sum of n signs over sqrt(n), n <= 1,000. */
export function equalSignMomentNorm(n: number, p: number): number {
  const moment = signSumLaw(n).reduce((sum, [size, probability]) => sum + probability * absolutePower(size, p), 0);
  return root(moment, p) / Math.sqrt(n);
}

/** |x|^p through exp and ln, which every engine rounds alike. */
function absolutePower(x: number, p: number): number {
  return x === 0 ? 0 : Math.exp(p * Math.log(Math.abs(x)));
}

function root(moment: number, p: number): number {
  return Math.exp(Math.log(moment) / p);
}
