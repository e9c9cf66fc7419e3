import { normal, type Stream } from "ncsparse-kit/random";

/** From here on the relative fluctuation, e^(-ln m / 2), is below a rounding error. */
const LN_SHARP = 75;
/** Tries, of which at least 95 % are accepted: that all of them fail has probability below 10^-130. */
const MOST_TRIES = 100;
/** From here on a rejection would happen less than once in 10^10 draws: ln 10^7. */
const LN_ALWAYS_ACCEPTED = 16.1;

/**
 * ln of a Gamma(m) variable, m >= 1 an integer given by ln m: the time of m further arrivals of a unit Poisson process.
 *
 * G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000), 363-372: the cube of
 * a normal variable, accepted with probability 0.95 at m = 1 and 1 in the limit. Exact, in logarithms for any m.
 *
 * @throws RangeError for a logarithm below 0 or NaN
 */
export function logGammaDraw(stream: Stream, lnM: number): number {
  if (!(lnM >= 0)) throw new RangeError(`logGammaDraw: lnM must be >= 0, got ${lnM}`);
  if (lnM >= LN_SHARP) return lnM;
  const d = Math.exp(lnM) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const x = normal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const lnCube = 3 * Math.log1p(c * x);
    if (lnM >= LN_ALWAYS_ACCEPTED) return Math.log(d) + lnCube;
    if (Math.log(stream.uniform()) < 0.5 * x * x + d * (1 - root ** 3 + lnCube)) return Math.log(d) + lnCube;
  }
  throw new RangeError(`logGammaDraw: one of ${MOST_TRIES} tries must be accepted, got none at lnM = ${lnM}`);
}
