import { logIncompleteBeta, logIncompleteBetaComplement } from "./beta.js";
import { requireInteger, requireProbability } from "./check.js";

const MOST_TRIALS = 1e9;

/**
 * P[X <= k] for X ~ Bin(n, p), to 1e-12 relative also where it is tiny.
 *
 * @param k any integer
 * @param n an integer in [0, 1e9]; near its mean, a tail at 1e9 takes 0.4 ms
 * @param p in [0, 1]
 */
export function binomialCdf(k: number, n: number, p: number): number {
  return Math.exp(logCdf("binomialCdf", k, n, p));
}

/** P[X >= k] for X ~ Bin(n, p), to 1e-12 relative also where it is tiny; arguments as for {@link binomialCdf}. */
export function binomialTail(k: number, n: number, p: number): number {
  return Math.exp(logTail("binomialTail", k, n, p));
}

/** ln P[X <= k], to 1e-12 of the log, also where the probability underflows; -Infinity where it is 0. */
export function logBinomialCdf(k: number, n: number, p: number): number {
  return logCdf("logBinomialCdf", k, n, p);
}

/** ln P[X >= k], to 1e-12 of the log, also where the probability underflows; -Infinity where it is 0. */
export function logBinomialTail(k: number, n: number, p: number): number {
  return logTail("logBinomialTail", k, n, p);
}

function logCdf(caller: string, k: number, n: number, p: number): number {
  check(caller, k, n, p);
  if (k < 0) return -Infinity;
  return k >= n ? 0 : logIncompleteBetaComplement(p, k + 1, n - k);
}

function logTail(caller: string, k: number, n: number, p: number): number {
  check(caller, k, n, p);
  if (k <= 0) return 0;
  return k > n ? -Infinity : logIncompleteBeta(p, k, n - k + 1);
}

function check(caller: string, k: number, n: number, p: number): void {
  requireInteger(caller, "n", n, 0, MOST_TRIALS);
  requireInteger(caller, "k", k, -Infinity, Infinity);
  requireProbability(caller, "p", p);
}
