import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareCdf, chiSquareQuantile, chiSquareTail, normalTail } from "../../../src/kit/probability/index.js";
import { big, bigGammaP, relativeError } from "./reference.js";

const degrees: fc.Arbitrary<number> = fc.double({ min: 1, max: 1e4, noNaN: true });

describe("the chi-square law", () => {
  test.each([
    [0.1, 1],
    [3.84, 1],
    [9.2, 2],
    [50, 2],
    [20, 64],
    [90, 64],
    [1100, 1000],
  ])("cdf and tail at x = %d, k = %d agree with 64 digits", (x, k) => {
    const cdf = bigGammaP(k / 2, x / 2);
    expect(relativeError(chiSquareCdf(x, k), cdf)).toBeLessThan(1e-13);
    expect(relativeError(chiSquareTail(x, k), big(1).minus(cdf))).toBeLessThan(1e-13);
  });

  test("one degree is a squared normal, two an exponential", () => {
    for (const x of [0.01, 1, 4, 100]) {
      expect(Math.abs(chiSquareTail(x, 1) / (2 * normalTail(Math.sqrt(x))) - 1)).toBeLessThan(1e-13);
      expect(Math.abs(chiSquareTail(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-13);
    }
  });

  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4 (three decimals).
  test.each([
    [0.95, 1, 3.841],
    [0.95, 10, 18.307],
    [0.999, 100, 149.449],
    [0.01, 30, 14.953],
  ])("the %d quantile with %d degrees is the tabulated %d", (p, k, tabulated) => {
    expect(chiSquareQuantile(p, k)).toBeCloseTo(tabulated, 3);
  });

  test("the quantile inverts the cdf and the tail", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -1e-9, noNaN: true }), degrees, (lnP, k) => {
        const p = Math.exp(lnP);
        const x = chiSquareQuantile(p, k);
        return p <= 0.5
          ? Math.abs(chiSquareCdf(x, k) / p - 1) < 1e-9
          : Math.abs(chiSquareTail(x, k) / (1 - p) - 1) < 1e-9;
      }),
      { numRuns: 500 },
    );
  });

  test("the exponential's quantile is -2 ln(1 - p)", () => {
    for (const p of [1e-300, 1e-9, 0.2, 0.5, 0.7, 1 - 1e-9]) {
      expect(Math.abs(chiSquareQuantile(p, 2) / (-2 * Math.log1p(-p)) - 1)).toBeLessThan(1e-13);
    }
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => chiSquareCdf(-1, 3)).toThrow("chiSquareCdf: x must be >= 0, got -1");
    expect(() => chiSquareTail(1, 0)).toThrow("chiSquareTail: k must be finite and > 0, got 0");
    expect(() => chiSquareQuantile(1, 3)).toThrow("chiSquareQuantile: p must be in (0, 1), got 1");
  });
});
