import { logNormalPdf, logNormalTail, normalTail } from "./normal.js";

/** Width, and change of the exponent, up to which the ten-point rule integrates the density to rounding. */
const NARROW = 0.5;

/** Positive nodes and weights of the ten-point Gauss-Legendre rule on [-1, 1] (DLMF 3.5(v)). */
const NODES = [0.14887433898163122, 0.43339539412924719, 0.67940956829902441, 0.86506336668898451, 0.97390652851717172];
const WEIGHTS = [
  0.29552422471475287, 0.26926671930999636, 0.21908636251598204, 0.14945134915058059, 0.06667134430868814,
];

/**
 * ln(Phi(b) - Phi(a)) for a < b, infinite ends allowed, to 1e-13 relative (of the value, or of the probability where
 * the value is small), taken in the tail in which a and b lie; -Infinity where a = b.
 */
export function logNormalDifference(a: number, b: number): number {
  if (!(a <= b)) throw new RangeError(`logNormalDifference: a must be <= b = ${b}, got ${a}`);
  if (a === b) return -Infinity;
  if (b <= 0) return logNormalDifference(-b, -a);
  if (b - a <= NARROW && (b - a) * Math.max(Math.abs(a), b) <= NARROW) return logNarrow(a, b);
  if (a < 0) return Math.log1p(-(normalTail(-a) + normalTail(b)));
  return logNormalTail(a) + log1mexp(logNormalTail(b) - logNormalTail(a));
}

/** ln(1 - exp(x)) for x < 0. */
function log1mexp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** phi(centre) times the integral of phi / phi(centre), which stays near 1 on a narrow interval. */
function logNarrow(a: number, b: number): number {
  const centre = 0.5 * (a + b);
  const half = 0.5 * (b - a);
  let sum = 0;
  for (let i = 0; i < NODES.length; i++) {
    const t = half * NODES[i]!;
    sum += 2 * WEIGHTS[i]! * Math.cosh(centre * t) * Math.exp(-0.5 * t * t);
  }
  return logNormalPdf(centre) + Math.log(b - a) + Math.log(0.5 * sum); // b - a may be a few times 5e-324
}
