import { requirePositive } from "./check.js";
import { horner } from "./horner.js";
import { STIRLING_FROM, stirlingSeries } from "./stirling-series.js";

const LN_SQRT_TWO_PI = 0.9189385332046727;
const ONE_MINUS_EULER_GAMMA = 0.42278433509846713;

/**
 * (-1)^k (zeta(k) - 1) / k for k = 2, 3, ..., 29, so that ln Gamma(2 + z) = z (1 - gamma) + sum c_k z^k
 * (DLMF 5.7.3); at |z| <= 1/2 the first term left out is below 1e-19.
 */
const LOG_GAMMA_AT_2 = [
  0.322467033424113218, -0.0673523010531980951, 0.0205808084277845479, -0.00738555102867398527, 0.00289051033074152329,
  -0.00119275391170326098, 0.000509669524743042422, -0.00022315475845357938, 0.0000994575127818085337,
  -0.0000449262367381331417, 0.0000205072127756706916, -9.4394882752683959e-6, 4.3748667899074878e-6,
  -2.03921575380136624e-6, 9.55141213040741983e-7, -4.49246919876456604e-7, 2.12071848055546659e-7,
  -1.00432248239680996e-7, 4.76981016936398057e-8, -2.27110946089431649e-8, 1.08386592148969541e-8,
  -5.18347504197004666e-9, 2.48367454380247832e-9, -1.19214014058609121e-9, 5.73136724167886201e-10,
  -2.75952288512423315e-10, 1.33047643742444895e-10, -6.42296456383810002e-11,
];

/**
 * ln Gamma(x) for finite x > 0, to 1e-14 relative, or 1e-15 absolute beside the zeros at 1 and 2, where the relative
 * accuracy is kept as well.
 *
 * Taylor series at 2 for x in [1/2, 5/2], after the recurrence up to 12; beyond, Stirling's series.
 */
export function logGamma(x: number): number {
  requirePositive("logGamma", "x", x);
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + LN_SQRT_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGammaNear2(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return logGammaNear2(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let y = x;
  // Ends: y < 12 falls by 1 at each turn.
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return Math.log(product) + logGammaNear2(y - 2);
}

/** ln Gamma(2 + z), |z| <= 1/2. */
function logGammaNear2(z: number): number {
  return z * (ONE_MINUS_EULER_GAMMA + z * horner(LOG_GAMMA_AT_2, z));
}
