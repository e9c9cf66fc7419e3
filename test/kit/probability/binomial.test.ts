import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialCdf, binomialTail, logBinomialCdf, logBinomialTail } from "../../../src/kit/probability/index.js";
import { big, bigLog, bigLogBinomialTail, bigLogGamma, exactBinomial, logError, relativeError } from "./reference.js";

const TOLERANCE = 1e-12;

describe("binomial probabilities", () => {
  test("agree with exact fractions for every k, n <= 12 and ten p", () => {
    for (const p of [1e-12, 1e-3, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.9, 0.999, 1 - 2 ** -40]) {
      for (let n = 1; n <= 12; n++) {
        for (let k = 0; k < n; k++) {
          const { cdf, above } = exactBinomial(k, n, p);
          const at = `k = ${k}, n = ${n}, p = ${p}`;
          expect(relativeError(binomialCdf(k, n, p), cdf), at).toBeLessThan(1e-13);
          expect(relativeError(binomialTail(k + 1, n, p), above), at).toBeLessThan(1e-13);
        }
      }
    }
  });

  test.each([
    [110, 400, 0.25],
    [30, 400, 0.25],
    [300, 400, 0.25],
    [0, 1148, 0.01],
    [11, 1148, 0.01],
    [60, 1148, 0.01],
  ])("cdf and tail at k = %d, n = %d, p = %d agree with exact fractions, tiny tails included", (k, n, p) => {
    const { cdf, above } = exactBinomial(k, n, p);
    expect(relativeError(binomialCdf(k, n, p), cdf)).toBeLessThan(TOLERANCE);
    expect(relativeError(binomialTail(k + 1, n, p), above)).toBeLessThan(TOLERANCE);
    expect(logError(logBinomialTail(k + 1, n, p), bigLog(above))).toBeLessThan(TOLERANCE);
  });

  test.each([
    [500_050_000, 1e9, 0.5], // 3 standard deviations
    [100_090_000, 1e9, 0.1], // 9
    [1_300, 1e9, 1e-6],
    [1e9 - 5, 1e9, 0.99999999], // 2
    [300_500_000, 1e9, 0.3], // 34
    [400_000_000, 1e9, 0.3], // below exp(-1e7)
  ])("P[X >= %d] of %d trials, p = %d, agrees with the sum of the mass function", (k, n, p) => {
    const log = bigLogBinomialTail(k, n, p);
    const tail = binomialTail(k, n, p);
    if (tail > 1e-300) expect(relativeError(tail, log.exp())).toBeLessThan(TOLERANCE);
    expect(logError(logBinomialTail(k, n, p), log)).toBeLessThan(TOLERANCE);
  });

  test("at the centre of n = 1e9, where convergence is slowest, the tail is (1 + mass) / 2 by symmetry", () => {
    const [n, k] = [1e9, 5e8];
    const logChoose = bigLogGamma(big(n + 1)).minus(bigLogGamma(big(k + 1)).times(2));
    const mass = logChoose.minus(bigLog(big(2)).times(n)).exp();
    expect(relativeError(binomialTail(k, n, 0.5), mass.plus(1).div(2))).toBeLessThan(TOLERANCE);
    expect(relativeError(binomialCdf(k - 1, n, 0.5), big(1).minus(mass).div(2))).toBeLessThan(TOLERANCE);
  });

  test("cdf and tail add up to 1, and P[X <= k | p] = P[X >= n - k | 1 - p]", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(5000),
        fc.integer({ min: 0, max: 2 ** 20 }),
        (n, j, numerator) => {
          const k = j % (n + 1);
          const p = numerator / 2 ** 20;
          const mirrored = binomialTail(n - k, n, 1 - p);
          const cdf = binomialCdf(k, n, p);
          return (
            Math.abs(cdf + binomialTail(k + 1, n, p) - 1) < 1e-12 &&
            Math.abs(cdf - mirrored) <= 1e-12 * Math.max(cdf, 1e-290)
          );
        },
      ),
    );
  });

  test("the cdf falls in p and rises in k", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3000 }),
        fc.nat(3000),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (n, j, p) => {
          const k = j % n;
          const slack = 1 + 1e-12;
          return (
            binomialCdf(k, n, p + 0.1) <= binomialCdf(k, n, p) * slack &&
            binomialCdf(k, n, p) <= binomialCdf(k + 1, n, p) * slack
          );
        },
      ),
    );
  });

  test("certain and impossible events, p = 0, p = 1 and n = 0 are exact", () => {
    expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3), binomialCdf(9, 5, 0.3)]).toEqual([0, 1, 1]);
    expect([binomialTail(0, 5, 0.3), binomialTail(6, 5, 0.3)]).toEqual([1, 0]);
    expect([binomialCdf(0, 5, 0), binomialCdf(4, 5, 1), binomialTail(1, 5, 0), binomialTail(5, 5, 1)]).toEqual([
      1, 0, 0, 1,
    ]);
    expect([binomialCdf(0, 0, 0.5), binomialTail(0, 0, 0.5), binomialTail(1, 0, 0.5)]).toEqual([1, 1, 0]);
    expect([logBinomialCdf(-1, 5, 0.3), logBinomialTail(6, 5, 0.3)]).toEqual([-Infinity, -Infinity]);
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => binomialCdf(1, 5, 1.5)).toThrow("binomialCdf: p must be in [0, 1], got 1.5");
    expect(() => binomialTail(1, 2.5, 0.5)).toThrow("binomialTail: n must be an integer in [0, 1000000000], got 2.5");
    expect(() => logBinomialCdf(0.5, 2, 0.5)).toThrow("logBinomialCdf: k must be an integer");
    expect(() => logBinomialTail(NaN, 2, 0.5)).toThrow("got NaN");
  });
});
