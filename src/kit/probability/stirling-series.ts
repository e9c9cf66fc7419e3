import { horner } from "./horner.js";

/** Where ten terms of Stirling's series reach 1e-17. */
export const STIRLING_FROM = 12;

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

/** ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi)) by Stirling's series, x >= 12; to 1e-17 absolute. */
export function stirlingSeries(x: number): number {
  return horner(STIRLING, 1 / (x * x)) / x;
}
