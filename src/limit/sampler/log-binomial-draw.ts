import { normal, type Stream } from "ncsparse-kit/random";
import { logSubtract } from "./log-sum.js";

/** Variance up to which the distribution function is inverted term by term (at most about 300 terms). */
const INVERTED_VARIANCE = 100;

/**
 * ln of a Bin(m, p) variable (-Infinity for 0): exact for variances up to 100; beyond, a normal variable with its
 * skewness corrected (Cornish-Fisher), whose distribution function is off by less than 1e-3 and like 1 / variance.
 *
 * @param lnM ln of the integer m >= 1, of any size
 * @param lnP ln p, p in [0, 1]
 * @throws RangeError for anything else, NaN included
 */
export function logBinomialDraw(stream: Stream, lnM: number, lnP: number): number {
  if (Number.isNaN(lnM)) throw new RangeError(`logBinomialDraw: lnM must be a number, got ${lnM}`);
  if (!(lnP <= 0)) throw new RangeError(`logBinomialDraw: lnP must be <= 0, got ${lnP}`);
  const lnQ = lnP < 0 ? logSubtract(0, lnP) : -Infinity;
  if (lnP === -Infinity) return -Infinity;
  if (lnQ === -Infinity) return lnM;
  if (lnP <= lnQ) return fewer(stream, lnM, lnP, lnQ);
  const failures = fewer(stream, lnM, lnQ, lnP);
  return failures >= lnM ? -Infinity : logSubtract(lnM, failures);
}

/** For p <= 1/2, from ln p and ln(1 - p). */
function fewer(stream: Stream, lnM: number, lnP: number, lnQ: number): number {
  const lnMean = lnM + lnP;
  if (lnMean + lnQ <= Math.log(INVERTED_VARIANCE)) return Math.log(inverted(stream.uniform(), lnM, lnP, lnQ));
  const x = normal(stream);
  const relativeDeviation = Math.exp(0.5 * (lnQ - lnMean));
  const skewed = x + ((1 - 2 * Math.exp(lnP)) * (x * x - 1)) / (6 * Math.exp(0.5 * (lnMean + lnQ)));
  const ln = lnMean + Math.log1p(relativeDeviation * skewed);
  return ln < 36 ? Math.log(Math.round(Math.exp(ln))) : ln;
}

/** The smallest j whose distribution function reaches u. */
function inverted(u: number, lnM: number, lnP: number, lnQ: number): number {
  const m = Math.exp(lnM); // Infinity gives the Poisson limit
  const mean = Math.exp(lnM + lnP);
  const q = Math.exp(lnQ);
  // m ln q, which a large m and a small p would lose in ln q
  let term = Math.exp(lnP > -30 ? m * lnQ : -mean);
  let sum = term;
  let j = 0;
  // Ends: once j exceeds the mean, at most 200, each term is less than the one before; it underflows within 1000 more.
  while (sum < u && j < m && term > 0) {
    term *= (mean * (1 - j / m)) / ((j + 1) * q);
    sum += term;
    j++;
  }
  return j;
}
