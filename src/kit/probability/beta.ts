import { requirePositive, requireProbability } from "./check.js";
import { continuedFraction } from "./continued-fraction.js";
import { excess, poissonDeviance } from "./deviance.js";
import { stirlingError } from "./stirling-error.js";

/*
 * Why not a library: @stdlib's betainc (a port of Boost's) gives binomial tails at n = 1e9 with relative errors of 3e-8
 * and no logarithms, from 221 packages.
 */

/**
 * I_x(a, b), the regularised incomplete beta function, a, b > 0, x in [0, 1]: the cdf of a Beta(a, b) variable.
 *
 * This, its complement and their logarithms: to 1e-12 relative (a logarithm: of the log, where that exceeds 1) for a, b
 * in [1/2, 1e9]. Below 1/2 the larger of the two tails keeps that accuracy, the smaller may not. O(sqrt(a + b)) terms at
 * most, 0.4 ms at a + b = 1e9.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  return Math.exp(logTails("incompleteBeta", x, a, b)[0]);
}

/** 1 - I_x(a, b), with its own relative accuracy. */
export function incompleteBetaComplement(x: number, a: number, b: number): number {
  return Math.exp(logTails("incompleteBetaComplement", x, a, b)[1]);
}

/** ln I_x(a, b), also where I underflows. */
export function logIncompleteBeta(x: number, a: number, b: number): number {
  return logTails("logIncompleteBeta", x, a, b)[0];
}

/** ln(1 - I_x(a, b)), also where it underflows. */
export function logIncompleteBetaComplement(x: number, a: number, b: number): number {
  return logTails("logIncompleteBetaComplement", x, a, b)[1];
}

function logTails(caller: string, x: number, a: number, b: number): [lower: number, upper: number] {
  requireProbability(caller, "x", x);
  requirePositive(caller, "a", a);
  requirePositive(caller, "b", b);
  if (x === 0) return [-Infinity, 0];
  if (x === 1) return [0, -Infinity];
  const delta = excess(a, b, x);
  const density = logDensity(x, a, b, delta);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = density - Math.log(fraction(x, a, b, delta));
    return [lower, Math.log1p(-Math.exp(lower))];
  }
  const upper = density - Math.log(fraction(1 - x, b, a, -delta));
  return [Math.log1p(-Math.exp(upper)), upper];
}

/** ln(x^a (1 - x)^b / B(a, b)) for x in (0, 1), by Loader's saddle-point form, which does not cancel for large a, b. */
export function logBetaDensity(x: number, a: number, b: number): number {
  return logDensity(x, a, b, excess(a, b, x));
}

function logDensity(x: number, a: number, b: number, delta: number): number {
  const n = a + b;
  const deviance = poissonDeviance(n * x, delta) + poissonDeviance(n * (1 - x), -delta);
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * Math.log((a / n) * (b / (2 * Math.PI))) - deviance + stirling;
}

/**
 * x^a (1 - x)^b / (B(a, b) I_x(a, b)), for x < (a + 1) / (a + b + 2).
 *
 * The even part of DLMF 8.17.22 as in A. R. DiDonato & A. H. Morris, ACM Trans. Math. Softw. 18 (1992), 360-373, eq. 9:
 * x enters its leading terms through delta = a - (a + b) x only, which the caller has to full precision, so nothing
 * cancels near the mean, where the plain fraction loses as many digits as sqrt(a + b) has. Takes O(sqrt(a + b)) terms.
 */
function fraction(x: number, a: number, b: number, delta: number): number {
  return continuedFraction(
    (m) => ((((a + m - 1) * x) / (a + 2 * m - 1)) * ((a + b + m - 1) * x) * (m * (b - m))) / (a + 2 * m - 1),
    (m) => {
      const leading = ((a + m) * (delta + 1 + m * (2 - x))) / (a + 2 * m + 1);
      return m === 0 ? leading : m + (m * (b - m) * x) / (a + 2 * m - 1) + leading;
    },
  );
}
