import { logGamma } from "./log-gamma.js";
import { STIRLING_FROM, stirlingSeries } from "./stirling-series.js";

const LN_SQRT_TWO_PI = 0.9189385332046727;

/** ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi)), the error of Stirling's formula, x > 0; to 1e-14 absolute. */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + LN_SQRT_TWO_PI);
}
