/**
 * The frozen phase, c > 1: the sorted row tends to the Poisson-Dirichlet law PD(a, 0), a = 1 / c.
 *
 * Its points are G_1^(-1/a) > G_2^(-1/a) > ... over their sum, G_j the arrival times of a unit Poisson process (J. Pitman
 * and M. Yor, "The two-parameter Poisson-Dirichlet distribution derived from a stable subordinator", Ann. Probab. 25
 * (1997), 855-900).
 */
import { logGamma, normalHazard, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { lineIntegral } from "./line-integral.js";

/** The index a that a finite row has: h(b) / sigma, b = Phi^{-1}(1 - 1/n); it tends to 1 / c. */
export function effectiveIndex(lnN: number, sigma: number): number {
  if (!(lnN > 0 && lnN < Infinity)) throw new RangeError(`effectiveIndex: lnN must be finite and > 0, got ${lnN}`);
  if (!(sigma > 0 && sigma < Infinity))
    throw new RangeError(`effectiveIndex: sigma must be finite and > 0, got ${sigma}`);
  return normalHazard(normalTailQuantileFromLog(-lnN)) / sigma;
}

/** E N_eps = (1/eps - 1)^a sin(pi a) / (pi a), the mean number of entries above eps in (0, 1). */
export function expectedEntriesAbove(a: number, eps: number): number {
  requireIndex("expectedEntriesAbove", a);
  if (!(eps > 0 && eps < 1)) throw new RangeError(`expectedEntriesAbove: eps must be in (0, 1), got ${eps}`);
  return ((1 / eps - 1) ** a * Math.sin(Math.PI * a)) / (Math.PI * a);
}

/** E sum p^2 = 1 - a, the mean inverse participation ratio. */
export function expectedSquares(a: number): number {
  requireIndex("expectedSquares", a);
  return 1 - a;
}

/** Distribution function of p_(k+1) / p_(k), which is Beta(k a, 1): x^(k a) for x in [0, 1]. */
export function ratioCdf(a: number, k: number, x: number): number {
  requireIndex("ratioCdf", a);
  requireWindow("ratioCdf", k);
  return Math.min(1, Math.max(0, x)) ** (k * a);
}

/** E p_(k+1) / p_(k) = k a / (k a + 1). */
export function expectedRatio(a: number, k: number): number {
  requireIndex("expectedRatio", a);
  requireWindow("expectedRatio", k);
  return (k * a) / (k * a + 1);
}

/**
 * E(1 - m_k), the mean share that the k largest entries leave:
 *
 * integral_0^inf k psi'(l) psi(l)^(-k-1) e^(-l) q(l)^(k-1) dl, q(l) = a int_1^inf e^(-l x) x^(-a-1) dx,
 * psi(l) = Gamma(1-a) l^a + q(l) (given the k-th point x: q is the Laplace transform of a larger point, psi - 1 the
 * exponent of the smaller ones, l = x times the transform's variable).
 *
 * To 1e-12 relative for a in [.05, .95] and k up to 1000; towards a = 1 the error grows like 1 / (1 - a).
 */
export function expectedTail(a: number, k: number): number {
  requireIndex("expectedTail", a);
  requireWindow("expectedTail", k);
  const gamma = Math.exp(logGamma(1 - a));
  // In y = ln l the integrand is analytic, e^y on the left and exp(-k e^y) on the right; its hump is near k gamma l^a = 1.
  const centre = Math.min(0, -Math.log(k * gamma) / a);
  return lineIntegral((y) => {
    const l = Math.exp(y);
    const m = lowerMoment(a, l);
    const psi = Math.exp(-l) + l * m;
    const q = l < 1 ? psi - gamma * l ** a : a * upperMoment(1 + a, l);
    return q <= 0 ? 0 : Math.exp(Math.log((k * a * m * l) / (psi * psi)) - l + (k - 1) * Math.log(q / psi));
  }, centre);
}

/** int_0^1 e^(-l u) u^(-a) du = gamma(1 - a, l) l^(a-1), by its series with positive terms (DLMF 8.7.1). */
function lowerMoment(a: number, l: number): number {
  if (l > 50) return (Math.exp(logGamma(1 - a)) * l ** a) / l - upperMoment(a, l);
  let term = 1 / (1 - a);
  let sum = term;
  // Ends: from j = 2 l, at most 100, on each term is below half of the one before; a NaN ends it at once.
  for (let j = 1; term > sum * 1e-17; j++) {
    term *= l / (1 - a + j);
    sum += term;
  }
  return Math.exp(-l) * sum;
}

/** The exponential integral E_p(l) = int_1^inf e^(-l u) u^(-p) du for l >= 1, by its continued fraction (DLMF 8.19.17). */
function upperMoment(p: number, l: number): number {
  // Even part of the fraction, from the far end: l + p - 1 p / (l + p + 2 - 2 (p + 1) / (l + p + 4 - ...)).
  const terms = 20 + Math.ceil(200 / l);
  let fraction = l + p + 2 * terms;
  for (let j = terms; j >= 1; j--) fraction = l + p + 2 * (j - 1) - (j * (p + j - 1)) / fraction;
  return Math.exp(-l) / fraction;
}

function requireIndex(caller: string, a: number): void {
  if (!(a > 0 && a < 1)) throw new RangeError(`${caller}: a must be in (0, 1), got ${a}`);
}

function requireWindow(caller: string, k: number): void {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${caller}: k must be an integer >= 1, got ${k}`);
}
