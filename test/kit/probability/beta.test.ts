import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gammaQ,
  incompleteBeta,
  incompleteBetaComplement,
  inverseIncompleteBeta,
  inverseIncompleteBetaComplement,
  logIncompleteBeta,
  logIncompleteBetaComplement,
} from "../../../src/kit/probability/index.js";
import { bigLog, bigLog1m, bigLogIncompleteBeta, logError, relativeError } from "./reference.js";

const TOLERANCE = 1e-13;
const shape: fc.Arbitrary<number> = fc.double({ min: 0.5, max: 2000, noNaN: true });
const inside: fc.Arbitrary<number> = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("the regularised incomplete beta function", () => {
  test.each([
    [0.5, 0.5, 0.5],
    [1e-30, 0.5, 3],
    [0.97, 0.5, 3],
    [0.3, 1, 1],
    [0.2, 2.5, 7.25],
    [0.6, 2.5, 7.25],
    [1e-9, 3.5, 1e6],
    [3.2e-6, 3.5, 1e6],
    [0.4, 400.5, 600],
    [0.41, 400.5, 600],
    [0.2, 400.5, 600],
    [0.55, 400.5, 600],
    [0.5, 20000, 20200.5],
  ])("I and its complement at x = %d, a = %d, b = %d agree with 64 digits", (x, a, b) => {
    const log = bigLogIncompleteBeta(x, a, b);
    const lower = log.exp();
    const logUpper = bigLog1m(lower);
    expect(relativeError(incompleteBeta(x, a, b), lower)).toBeLessThan(TOLERANCE);
    expect(relativeError(incompleteBetaComplement(x, a, b), logUpper.exp())).toBeLessThan(TOLERANCE);
    expect(logError(logIncompleteBeta(x, a, b), log)).toBeLessThan(TOLERANCE);
    expect(logError(logIncompleteBetaComplement(x, a, b), logUpper)).toBeLessThan(TOLERANCE);
  });

  test("logs go on where the function underflows", () => {
    const expected = bigLogIncompleteBeta(0.01, 5000, 30);
    expect(incompleteBeta(0.01, 5000, 30)).toBe(0);
    expect(logError(logIncompleteBeta(0.01, 5000, 30), expected)).toBeLessThan(TOLERANCE);
  });

  test("I_x(a, b) = 1 - I_{1-x}(b, a), where 1 - x is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 20 - 1 }), shape, shape, (m, a, b) => {
        const x = m / 2 ** 20;
        const left = logIncompleteBeta(x, a, b);
        const right = logIncompleteBetaComplement(1 - x, b, a);
        return Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(left));
      }),
    );
  });

  test("I_x(a, 1) = x^a", () => {
    fc.assert(
      fc.property(inside, shape, (x, a) => {
        const expected = a * Math.log(x);
        return Math.abs(logIncompleteBeta(x, a, 1) - expected) <= 1e-13 * Math.max(1, Math.abs(expected));
      }),
    );
  });

  test("tends to the gamma law where b is large: 1 - I_{x/b}(a, b) against Q(a, x), off by O(1/b)", () => {
    expect(Math.abs(incompleteBetaComplement(3 / 1e9, 2.5, 1e9) / gammaQ(2.5, 3) - 1)).toBeLessThan(1e-8);
  });

  test("ends and errors", () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([logIncompleteBetaComplement(0, 2, 3), logIncompleteBetaComplement(1, 2, 3)]).toEqual([0, -Infinity]);
    expect(() => incompleteBeta(1.5, 1, 1)).toThrow("incompleteBeta: x must be in [0, 1], got 1.5");
    expect(() => logIncompleteBeta(0.5, 0, 1)).toThrow("logIncompleteBeta: a must be finite and > 0, got 0");
  });
});

describe("the inverse", () => {
  test("I at the inverse of p is p, to the digits that x can carry", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: -1e-3, noNaN: true }), shape, shape, (lnP, a, b) => {
        const p = Math.exp(lnP);
        const x = inverseIncompleteBeta(p, a, b);
        // Between the neighbouring doubles of x, with room for the function's own error.
        const [below, above] = [x * (1 - 1e-14), Math.min(1, x * (1 + 1e-14))];
        return incompleteBeta(below, a, b) <= p * (1 + 1e-12) && incompleteBeta(above, a, b) >= p * (1 - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  test("the complement's inverse mirrors it", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.999, noNaN: true }), shape, shape, (q, a, b) => {
        const x = inverseIncompleteBetaComplement(q, a, b);
        return Math.abs(x - (1 - inverseIncompleteBeta(q, b, a))) <= 1e-13;
      }),
      { numRuns: 300 },
    );
  });

  test("closed forms: p^(1/a) for b = 1, 1 - q^(1/b) for a = 1", () => {
    for (const p of [1e-300, 1e-5, 0.3, 0.5, 0.9]) {
      expect(Math.abs(inverseIncompleteBeta(p, 7, 1) / p ** (1 / 7) - 1)).toBeLessThan(1e-13);
      expect(Math.abs(inverseIncompleteBetaComplement(p, 1, 7) / -Math.expm1(Math.log(p) / 7) - 1)).toBeLessThan(1e-13);
    }
  });

  test("ends and errors", () => {
    expect([inverseIncompleteBeta(0, 2, 3), inverseIncompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([inverseIncompleteBetaComplement(0, 2, 3), inverseIncompleteBetaComplement(1, 2, 3)]).toEqual([1, 0]);
    expect(() => inverseIncompleteBeta(2, 1, 1)).toThrow("inverseIncompleteBeta: p must be in [0, 1], got 2");
  });

  test("a reference value: the median of Beta(2, 3) solves 6x^2 - 8x^3 + 3x^4 = 1/2", () => {
    const x = inverseIncompleteBeta(0.5, 2, 3);
    expect(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4).toBeCloseTo(0.5, 15);
    expect(
      bigLog(bigLogIncompleteBeta(x, 2, 3).exp().times(2))
        .abs()
        .toNumber(),
    ).toBeLessThan(1e-15);
  });
});
