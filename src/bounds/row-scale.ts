import { logGammaQ } from "ncsparse-kit/probability";
import { laurentMassartUpper } from "./appendix-b/chi-square.js";

const LN_LN_TWO = Math.log(Math.LN2);
/** Beyond this ln n, 1 - 2^(-1/n) is ln 2 / n to the last digit. */
const LN_LINEAR = 40;
const BISECTIONS = 200;

/**
 * `ours`, exact: the median of max_i ||x_i|| over n rows of d independent N(0, 1) entries, i.e. the root of the
 * 2^(-1/n)-quantile of chi-square; over sqrt(d) it is the median of R for W = I/sqrt(d). To 1e-12 relative.
 *
 * @param lnN ln n, in [0, 1e9]: n may be far beyond the doubles
 * @param d degrees of freedom, an integer >= 1
 */
export function rowScaleMedian(lnN: number, d: number): number {
  if (!(lnN >= 0 && lnN <= 1e9)) throw new RangeError(`rowScaleMedian: ln n must be in [0, 1e9], got ${lnN}`);
  if (!Number.isInteger(d) || d < 1) throw new RangeError(`rowScaleMedian: d must be a positive integer, got ${d}`);
  const lnTail = lnN > LN_LINEAR ? LN_LN_TWO - lnN : Math.log(-Math.expm1(-Math.LN2 * Math.exp(-lnN)));
  // Bisection for half the square, a gamma variable. Lemma B.9 at t = 1 + ln n has a tail of at most 1 / (e n), which is
  // below 1 / (2 n) and so below the one sought.
  let [low, high] = [0, (d + laurentMassartUpper.evaluate({ k: d, t: 1 + lnN })) / 2];
  for (let step = 0; step < BISECTIONS && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (logGammaQ(d / 2, middle) > lnTail) low = middle;
    else high = middle;
  }
  return Math.sqrt(low + high);
}
