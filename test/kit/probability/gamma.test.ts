import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gammaP, gammaQ, logGamma, logGammaP, logGammaQ, normalTail } from "../../../src/kit/probability/index.js";
import { big, bigGammaP, bigLog, bigLogGamma, logError, relativeError } from "./reference.js";

describe("logGamma", () => {
  test.each([1e-300, 1e-5, 0.2, 0.5, 0.9999, 1.0001, 1.4, 1.6, 1.9999, 2.0001, 2.6, 7.7, 11.9, 12.1, 170.5, 1e6, 1e15])(
    "agrees with 64 digits at x = %d, relatively, also beside its zeros",
    (x) => {
      expect(relativeError(logGamma(x), bigLogGamma(big(x)))).toBeLessThan(3e-15);
    },
  );

  test("the reference gives ln 99! exactly", () => {
    let factorial = 1n;
    for (let j = 2n; j < 100n; j++) factorial *= j;
    const difference = bigLogGamma(big(100))
      .minus(bigLog(big(factorial.toString())))
      .abs();
    expect(difference.lt("1e-55")).toBe(true);
  });

  test("vanishes exactly at 1 and 2", () => {
    expect(Math.abs(logGamma(1))).toBe(0);
    expect(Math.abs(logGamma(2))).toBe(0);
  });

  test.each([0, -1, Infinity, NaN])("rejects x = %d", (x) => {
    expect(() => logGamma(x)).toThrow(`logGamma: x must be finite and > 0, got ${x}`);
  });
});

describe("the regularised incomplete gamma functions", () => {
  const cases: [number, number][] = [
    [0.5, 1e-8],
    [0.5, 0.3],
    [0.5, 2],
    [1, 0.7],
    [1, 30],
    [2.5, 3],
    [2.5, 1e-20],
    [11.9, 4],
    [30, 31.5],
    [32, 60],
    [500, 500],
    [500, 700],
    [5000, 5100],
    [5000, 4600],
    [1e6, 1e6],
    [1e6, 1_003_000],
    [1e6, 994_000],
  ];

  test.each(cases)("P and Q at a = %d, x = %d agree with 64 digits", (a, x) => {
    const lower = bigGammaP(a, x);
    const upper = big(1).minus(lower);
    expect(relativeError(gammaP(a, x), lower)).toBeLessThan(1e-13);
    expect(relativeError(gammaQ(a, x), upper)).toBeLessThan(1e-13);
    expect(logError(logGammaP(a, x), bigLog(lower))).toBeLessThan(1e-13);
    expect(logError(logGammaQ(a, x), bigLog(upper))).toBeLessThan(1e-13);
  });

  test("Q(1, x) = exp(-x), and its log goes on where it underflows", () => {
    for (const x of [1e-10, 1, 5, 700]) expect(Math.abs(gammaQ(1, x) / Math.exp(-x) - 1)).toBeLessThan(1e-12);
    expect(logGammaQ(1, 1e6)).toBeCloseTo(-1e6, 8);
  });

  test("Q(1/2, x^2 / 2) = 2 Phic(x): two implementations without common code", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 37, noNaN: true }), (x) => {
        return Math.abs(gammaQ(0.5, 0.5 * x * x) / (2 * normalTail(x)) - 1) < 1e-12;
      }),
    );
  });

  test("P rises with x and falls with a", () => {
    const positive = fc.double({ min: 0.5, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.001, max: 10, noNaN: true }), (a, x, step) => {
        const slack = 1 + 1e-12;
        return gammaP(a, x) <= gammaP(a, x + step) * slack && gammaP(a + step, x) <= gammaP(a, x) * slack;
      }),
    );
  });

  test("ends and errors", () => {
    expect([gammaP(3, 0), gammaQ(3, 0), gammaP(3, Infinity), gammaQ(3, Infinity)]).toEqual([0, 1, 1, 0]);
    expect(() => gammaP(0, 1)).toThrow("gammaP: a must be finite and > 0, got 0");
    expect(() => logGammaQ(1, -1)).toThrow("logGammaQ: x must be >= 0, got -1");
  });
});
