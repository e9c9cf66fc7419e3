import { horner } from "./horner.js";
import { logGamma } from "./log-gamma.js";

const LN_SQRT_TWO_PI = 0.9189385332046727;
/** Where ten terms of Stirling's series reach 1e-17. */
const SERIES_FROM = 12;

// B_{2j} / (2j (2j - 1)), j = 1, 2, ...: DLMF 5.11.1
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

/** ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi)), the error of Stirling's formula, x > 0; to 1e-14 absolute. */
export function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + LN_SQRT_TWO_PI);
}

/** The same by Stirling's series, for x >= 12. */
export function stirlingSeries(x: number): number {
  return horner(STIRLING, 1 / (x * x)) / x;
}
