import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logNormalCdf, logNormalDifference, logNormalTail } from "../../../src/kit/probability/index.js";
import { bigLog, bigLog1m, bigLogNormalTail, logError } from "./reference.js";

describe("logNormalDifference", () => {
  test.each([
    [0.1, 0.1000001],
    [1, 1.1],
    [1, 1.5],
    [1, 3],
    [2, 2.25],
    [2, 2.2500001],
    [5, 5.0999],
    [5, 5.1001],
    [8, 9],
    [30, 30.01],
    [30, 30.02],
    [37, 50],
    [1e3, 1e3 + 1e-9],
    [1e5, 1e5 + 4e-6],
    [1e5, 1e5 + 6e-6],
    [1e5, 2e5],
  ])("on one side of 0, ln(Phi(%d) ... Phi(%d)) agrees with 64 digits, in both tails", (a, b) => {
    const difference = bigLogNormalTail(a).exp().minus(bigLogNormalTail(b).exp());
    expect(logError(logNormalDifference(a, b), bigLog(difference))).toBeLessThan(1e-14);
    expect(logNormalDifference(-b, -a)).toBe(logNormalDifference(a, b));
  });

  test.each([
    [-0.1, 0.2],
    [-0.3, 0.3],
    [-2, 0.5],
    [-5, 7],
    [-0.001, 40],
    [-9, 9],
  ])("across 0, [%d, %d]", (a, b) => {
    const outside = bigLogNormalTail(-a).exp().plus(bigLogNormalTail(b).exp());
    const expected = bigLog1m(outside);
    expect(logError(logNormalDifference(a, b), expected)).toBeLessThan(1e-14);
  });

  test("infinite ends give the cdf and the tail; an empty interval gives -Infinity", () => {
    expect(logNormalDifference(-Infinity, 1.5)).toBe(logNormalCdf(1.5));
    expect(logNormalDifference(1.5, Infinity)).toBe(logNormalTail(1.5));
    expect(logNormalDifference(-Infinity, Infinity)).toBeCloseTo(0, 16);
    expect(logNormalDifference(2, 2)).toBe(-Infinity);
  });

  test("the probabilities of two halves add up to the whole's", () => {
    const point = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(point, point, point, (x, y, z) => {
        const [a, b, c] = [x, y, z].sort((u, v) => u - v) as [number, number, number];
        fc.pre(a < b && b < c);
        const whole = logNormalDifference(a, c);
        const parts = Math.exp(logNormalDifference(a, b) - whole) + Math.exp(logNormalDifference(b, c) - whole);
        return Math.abs(parts - 1) < 1e-12;
      }),
      { numRuns: 2000 },
    );
  });

  test("rejects an interval whose ends are in the wrong order", () => {
    expect(() => logNormalDifference(2, 1)).toThrow("logNormalDifference: a must be <= b = 1, got 2");
    expect(() => logNormalDifference(NaN, 1)).toThrow("got NaN");
  });
});
