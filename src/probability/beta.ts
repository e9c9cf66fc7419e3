import { requirePositive, requireProbability } from "./check.js";
import { continuedFraction } from "./continued-fraction.js";
import { excess, relativeDeviance } from "./deviance.js";
import { stirlingError } from "./stirling-error.js";

/** I_x(a, b), the regularised incomplete beta function, a, b > 0, x in [0, 1]: the cdf of a Beta(a, b) variable. */
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
  const density = logBetaDensity(x, a, b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = density - Math.log(a * lowerFraction(x, a, b));
    return [lower, Math.log1p(-Math.exp(lower))];
  }
  const upper = density - Math.log(b * lowerFraction(1 - x, b, a));
  return [Math.log1p(-Math.exp(upper)), upper];
}

/** ln(x^a (1 - x)^b / B(a, b)), by Loader's saddle-point form, which does not cancel for large a, b. */
export function logBetaDensity(x: number, a: number, b: number): number {
  const n = a + b;
  const y = 1 - x;
  const delta = excess(a, b, x);
  const deviance = n * x * relativeDeviance(delta / (n * x)) + n * y * relativeDeviance(-delta / (n * y));
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * Math.log((a / n) * (b / (2 * Math.PI))) - deviance + stirling;
}

/** x^a (1 - x)^b / (a B(a, b) I_x(a, b)), for x < (a + 1) / (a + b + 2): DLMF 8.17.22 */
function lowerFraction(x: number, a: number, b: number): number {
  return continuedFraction(
    (j) => {
      const m = Math.floor(j / 2);
      return j % 2 === 0
        ? ((m * (b - m)) / (a + 2 * m - 1) / (a + 2 * m)) * x
        : (-(a + m) * (a + b + m) * x) / (a + 2 * m) / (a + 2 * m + 1);
    },
    () => 1,
  );
}
