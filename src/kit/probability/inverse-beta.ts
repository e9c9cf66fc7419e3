import { logBetaDensity, logIncompleteBeta, logIncompleteBetaComplement } from "./beta.js";
import { requirePositive, requireProbability } from "./check.js";
import { safeguardedNewton } from "./safeguarded-newton.js";

/** Logits of the smallest normal double and of 1 - 2^-53, the ends of what x can be. */
const LEAST_LOGIT = -708;
const MOST_LOGIT = 36.7;

/** The x in [0, 1] with I_x(a, b) = p, a, b > 0: the p-quantile of a Beta(a, b) variable; to 1e-14 relative. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  requireProbability("inverseIncompleteBeta", "p", p);
  requirePositive("inverseIncompleteBeta", "a", a);
  requirePositive("inverseIncompleteBeta", "b", b);
  return p <= 0.5 ? lowerQuantile(p, a, b) : upperQuantile(1 - p, a, b);
}

/** The x in [0, 1] with 1 - I_x(a, b) = q: what a Beta(a, b) variable exceeds with probability q. */
export function inverseIncompleteBetaComplement(q: number, a: number, b: number): number {
  requireProbability("inverseIncompleteBetaComplement", "q", q);
  requirePositive("inverseIncompleteBetaComplement", "a", a);
  requirePositive("inverseIncompleteBetaComplement", "b", b);
  return q <= 0.5 ? upperQuantile(q, a, b) : lowerQuantile(1 - q, a, b);
}

/** Newton in the logit of x on ln I, where the function is smooth and increasing over the whole line. */
function lowerQuantile(p: number, a: number, b: number): number {
  if (p === 0) return 0;
  const target = Math.log(p);
  return solve(a, b, (x) => {
    const value = logIncompleteBeta(x, a, b);
    return [value - target, Math.exp(logBetaDensity(x, a, b) - value)];
  });
}

function upperQuantile(q: number, a: number, b: number): number {
  if (q === 0) return 1;
  const target = Math.log(q);
  return solve(a, b, (x) => {
    const value = logIncompleteBetaComplement(x, a, b);
    return [target - value, Math.exp(logBetaDensity(x, a, b) - value)];
  });
}

/** `evaluate` gives value and derivative by the logit of x: d/dlogit = x (1 - x) d/dx. */
function solve(a: number, b: number, evaluate: (x: number) => [number, number]): number {
  const mean = Math.log(a) - Math.log(b);
  return logistic(safeguardedNewton((t) => evaluate(logistic(t)), LEAST_LOGIT, MOST_LOGIT, Math.min(mean, MOST_LOGIT)));
}

function logistic(t: number): number {
  return t < 0 ? Math.exp(t) / (1 + Math.exp(t)) : 1 / (1 + Math.exp(-t));
}
