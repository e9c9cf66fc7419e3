import { horner } from "./horner.js";

/*
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), 631-637, in the
 * arrangement for Phi of his ANORM (ACM TOMS Algorithm 715), lowest power first. Relative error below 1e-16 each.
 */
const CENTRE = 0.67448975;
const FAR = 5.656854249492381; // sqrt(32)
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

// Phi(x) = 1/2 + x CENTRE_TOP(x^2) / CENTRE_BOTTOM(x^2), |x| <= CENTRE
const CENTRE_TOP = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287, 0.065682337918207449113,
];
const CENTRE_BOTTOM = [45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1];

// exp(x^2 / 2) Phic(x) = MIDDLE_TOP(x) / MIDDLE_BOTTOM(x), CENTRE < x <= FAR
const MIDDLE_TOP = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711, 597.27027639480026226,
  93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8,
];
const MIDDLE_BOTTOM = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091, 6485.558298266760755,
  1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];

// exp(x^2 / 2) Phic(x) x = 1 / sqrt(2 pi) - y FAR_TOP(y) / FAR_BOTTOM(y), y = 1 / x^2, x > FAR
const FAR_TOP = [
  2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639, 0.21589853405795699,
  0.02307344176494017303,
];
const FAR_BOTTOM = [
  7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118, 1.28426009614491121, 1,
];

/**
 * exp(x^2 / 2) Phic(x) for x >= 0, to 1e-15 relative: the upper tail of the standard normal law without its
 * exponential factor (sqrt(2 pi) times it is the Mills ratio).
 */
export function normalScaledTail(x: number): number {
  if (x <= CENTRE) {
    const square = x * x;
    const tail = 0.5 - (x * horner(CENTRE_TOP, square)) / horner(CENTRE_BOTTOM, square);
    return tail * Math.exp(0.5 * square);
  }
  if (x <= FAR) return horner(MIDDLE_TOP, x) / horner(MIDDLE_BOTTOM, x);
  const y = 1 / (x * x);
  return (INVERSE_SQRT_TWO_PI - (y * horner(FAR_TOP, y)) / horner(FAR_BOTTOM, y)) / x;
}
