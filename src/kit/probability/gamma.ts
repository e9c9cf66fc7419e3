import { requireNonNegative, requirePositive } from "./check.js";
import { continuedFraction } from "./continued-fraction.js";
import { poissonDeviance } from "./deviance.js";
import { stirlingError } from "./stirling-error.js";

/** More than O(sqrt a) terms at a = 1e12. */
const MOST_TERMS = 10_000_000;

/**
 * P(a, x), the regularised lower incomplete gamma function, a > 0, x >= 0: the cdf of a Gamma(a) variable.
 *
 * This, its complement and their logarithms: to 1e-12 relative (a logarithm: of the log, where that exceeds 1) for a in
 * [1/2, 1e6]. O(sqrt a) terms at most.
 */
export function gammaP(a: number, x: number): number {
  return Math.exp(logTails("gammaP", a, x)[0]);
}

/** Q(a, x) = 1 - P(a, x), with its own relative accuracy. */
export function gammaQ(a: number, x: number): number {
  return Math.exp(logTails("gammaQ", a, x)[1]);
}

/** ln P(a, x), also where P underflows. */
export function logGammaP(a: number, x: number): number {
  return logTails("logGammaP", a, x)[0];
}

/** ln Q(a, x), also where Q underflows. */
export function logGammaQ(a: number, x: number): number {
  return logTails("logGammaQ", a, x)[1];
}

/** [ln P, ln Q]: the one on whose side x lies from its own expansion, the other, which is not small, as complement. */
function logTails(caller: string, a: number, x: number): [lower: number, upper: number] {
  requirePositive(caller, "a", a);
  requireNonNegative(caller, "x", x);
  if (x === 0) return [-Infinity, 0];
  if (x === Infinity) return [0, -Infinity];
  const density = logGammaDensity(a, x);
  if (x < a + 1) {
    const lower = density + Math.log(lowerSeries(a, x));
    return [lower, Math.log1p(-Math.exp(lower))];
  }
  const upper = density - Math.log(upperFraction(a, x));
  return [Math.log1p(-Math.exp(upper)), upper];
}

/** ln(x^a exp(-x) / Gamma(a)), by Loader's saddle-point form, which does not cancel for large a. */
export function logGammaDensity(a: number, x: number): number {
  return 0.5 * Math.log(a / (2 * Math.PI)) - poissonDeviance(x, a - x) - stirlingError(a);
}

/** sum_j x^j / (a (a + 1) ... (a + j)), x < a + 1: DLMF 8.11.4 */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let j = 1; j <= MOST_TERMS; j++) {
    if (!(term > sum * 1e-17)) return sum;
    term *= x / (a + j);
    sum += term;
  }
  throw new RangeError(`lowerSeries: a must be small enough for ${MOST_TERMS} terms, got ${a}`);
}

/** x + 1 - a - 1 (1 - a) / (x + 3 - a - ...): DLMF 8.9.2, even part */
function upperFraction(a: number, x: number): number {
  return continuedFraction(
    (j) => -j * (j - a),
    (j) => x - a + 1 + 2 * j,
  );
}
