import type { Mutant } from "./mutant.js";

const PRECISION = "src/attention/precision.ts";
const PRECISION_TEST = "test/attention/precision.test.ts";

/** Planted errors in the takeaways and future directions. */
export const TAKEAWAYS_MUTANTS: readonly Mutant[] = [
  {
    id: "TA1-flush",
    error: "numbers below the smallest subnormal are lost, not below half of it",
    file: PRECISION,
    find: "return smallestExponent(format) - 1;",
    replace: "return smallestExponent(format);",
    noticedBy: { claim: "TA1-threshold" },
  },
  {
    id: "TA1-hidden-bit",
    error: "float16 with 10 significand bits, as if none were hidden",
    file: PRECISION,
    find: "float16: { precision: 11,",
    replace: "float16: { precision: 10,",
    noticedBy: { file: PRECISION_TEST, test: "keeps every float16" },
  },
  {
    id: "TA1-truncate",
    error: "rounding towards zero",
    file: PRECISION,
    find: "(size / quantum + ROUNDER - ROUNDER) * quantum",
    replace: "Math.floor(size / quantum) * quantum",
    noticedBy: { claim: "TA1-threshold" },
  },
  {
    id: "TA1-no-subnormals",
    error: "subnormal numbers as fine as normal ones",
    file: PRECISION,
    find: "Math.max(exponentOf(size), minExponent)",
    replace: "exponentOf(size)",
    noticedBy: { claim: "TA1-threshold" },
  },
  {
    id: "TA1-levels",
    error: "the stored sum counts entries from m quanta on, not from m - 1/2",
    file: "src/bounds/stored-row.ts",
    find: "Math.log(level - 0.5)",
    replace: "Math.log(level)",
    noticedBy: { claim: "TA1-sum" },
  },
  {
    id: "TA1-sum-normaliser",
    error: "the stored sum's normaliser without e^(sigma^2/2)",
    file: "src/bounds/stored-row.ts",
    find: "lnQuantum + lnN + 0.5 * sigma * sigma",
    replace: "lnQuantum + lnN",
    noticedBy: { claim: "TA1-sum" },
  },
  {
    id: "FD1-shear",
    error: "a shear in place of a rotation",
    file: "src/attention/rotary.ts",
    find: "cos * x - sin * y",
    replace: "cos * x",
    noticedBy: { claim: "FD1-isotropic" },
  },
  {
    id: "FD1-frequency",
    error: "frequencies 10000^(-f/d): half of the exponent",
    file: "src/attention/rotary.ts",
    find: "(-2 * f * lnBase)",
    replace: "(-f * lnBase)",
    noticedBy: { file: "test/attention/rotary.test.ts", test: "turns by 1 radian in the first plane" },
  },
  {
    id: "FD1-cosine",
    error: "the mean square scale falls with the cosine, not its square",
    file: "src/claims/takeaways/rotary.ts",
    find: "Math.abs(Math.cos(theta * distance)) ** power",
    replace: "Math.abs(Math.cos(theta * distance))",
    noticedBy: { claim: "FD1-anisotropic" },
  },
  {
    id: "FD2-sign",
    error: "the window rule with sigma subtracted",
    file: "src/limit/finite-size.ts",
    find: "logNormalTail(sigma + normalQuantile(budget))",
    replace: "logNormalTail(normalQuantile(budget) - sigma)",
    noticedBy: { file: "test/limit/finite-size.test.ts", test: "leaves the share" },
  },
  {
    id: "TA2-share",
    error: "a constant window covers k times the share, not k over it",
    file: "src/claims/takeaways/windows.ts",
    find: "Math.round(times * k * Math.exp(-logWindowFraction(sigma, tv)))",
    replace: "Math.round(times * k * Math.exp(-0.5 * logWindowFraction(sigma, tv)))",
    noticedBy: { claim: "TA2-insurance" },
  },
  {
    id: "AS23-scale",
    error: "the row scale c sqrt(ln n)",
    file: "src/limit/finite-size.ts",
    find: "return c * Math.sqrt(2 * lnN);",
    replace: "return c * Math.sqrt(lnN);",
    noticedBy: { claim: "AS23-scale" },
  },
];
