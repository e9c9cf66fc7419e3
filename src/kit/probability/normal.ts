import { normalScaledTail } from "./normal-scaled-tail.js";

const SQRT_TWO_PI = 2.5066282746310005;
const LN_SQRT_TWO_PI = 0.9189385332046727;

/** exp(-x^2 / 2) to a few ulp: x^2 / 2 is split so that its rounding error is not magnified by the exponential. */
function gaussian(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > 40) return 0;
  const rough = Math.trunc(magnitude * 16) / 16; // rough^2 is exact
  return Math.exp(-rough * rough * 0.5) * Math.exp(-(magnitude - rough) * (magnitude + rough) * 0.5);
}

/** The standard normal density phi(x), to 1e-15 relative. */
export function normalPdf(x: number): number {
  return gaussian(x) / SQRT_TWO_PI;
}

/** The standard normal distribution function Phi(x), to 1e-14 relative, also in the lower tail. */
export function normalCdf(x: number): number {
  return normalTail(-x);
}

/** Phic(x) = 1 - Phi(x), to 1e-14 relative, also in the upper tail; 0 beyond x = 38.6, where it underflows. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  return x > 40 ? 0 : gaussian(x) * normalScaledTail(x);
}

/** ln Phi(x), for every x: see {@link logNormalTail}. */
export function logNormalCdf(x: number): number {
  return logNormalTail(-x);
}

/** ln Phic(x), to 1e-14 relative for every x; -Infinity from |x| = 1.9e154, where x^2 / 2 overflows. */
export function logNormalTail(x: number): number {
  if (x < 0) return Math.log1p(-normalTail(-x));
  return x === Infinity ? -Infinity : Math.log(normalScaledTail(x)) - 0.5 * x * x;
}

/** The hazard h(x) = phi(x) / Phic(x) of the standard normal law, to 1e-14 relative; x + 1/x + ... for large x. */
export function normalHazard(x: number): number {
  if (x < 0) return normalPdf(x) / normalTail(x);
  return x === Infinity ? Infinity : 1 / (SQRT_TWO_PI * normalScaledTail(x));
}

/** Both of a finite x >= 0 at once: what each costs is the scaled tail. */
export function logNormalTailAndHazard(x: number): { readonly lnTail: number; readonly hazard: number } {
  const scaled = normalScaledTail(x);
  return { lnTail: Math.log(scaled) - 0.5 * x * x, hazard: 1 / (SQRT_TWO_PI * scaled) };
}

/** ln phi(x) = -x^2 / 2 - ln sqrt(2 pi). */
export function logNormalPdf(x: number): number {
  return -0.5 * x * x - LN_SQRT_TWO_PI;
}
