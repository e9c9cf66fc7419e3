import { requireNonNegative, requireOpenProbability, requirePositive } from "./check.js";
import { gammaP, gammaQ, logGammaDensity, logGammaP, logGammaQ } from "./gamma.js";
import { normalQuantile } from "./normal-quantile.js";
import { safeguardedNewton } from "./safeguarded-newton.js";

/** P[X <= x] for X chi-square with k > 0 degrees of freedom, x >= 0; to 1e-12 relative for k in [1, 2e6]. */
export function chiSquareCdf(x: number, k: number): number {
  check("chiSquareCdf", x, k);
  return gammaP(0.5 * k, 0.5 * x);
}

/** P[X >= x] for X chi-square with k > 0 degrees of freedom, x >= 0; to 1e-12 relative for k in [1, 2e6]. */
export function chiSquareTail(x: number, k: number): number {
  check("chiSquareTail", x, k);
  return gammaQ(0.5 * k, 0.5 * x);
}

/** The x with P[X <= x] = p, for p in (0, 1) and k > 0 degrees of freedom; to 1e-12 relative. */
export function chiSquareQuantile(p: number, k: number): number {
  requireOpenProbability("chiSquareQuantile", "p", p);
  requirePositive("chiSquareQuantile", "k", k);
  const a = 0.5 * k;
  const lower = p <= 0.5;
  const target = Math.log(lower ? p : 1 - p);
  const logX = safeguardedNewton(
    (t) => {
      const x = Math.exp(t);
      const value = lower ? logGammaP(a, x) : logGammaQ(a, x);
      const slope = Math.exp(logGammaDensity(a, x) - value);
      return [lower ? value - target : target - value, slope];
    },
    -745,
    709,
    Math.log(a * Math.max(1e-6, wilsonHilferty(p, k))),
  );
  return 2 * Math.exp(logX);
}

/** The quantile over k, by Wilson & Hilferty's cube of a normal variable: a start for Newton's method. */
function wilsonHilferty(p: number, k: number): number {
  const variance = 2 / (9 * k);
  return Math.max(0, 1 - variance + normalQuantile(p) * Math.sqrt(variance)) ** 3;
}

function check(caller: string, x: number, k: number): void {
  requireNonNegative(caller, "x", x);
  requirePositive(caller, "k", k);
}
