import { describe, expect, it } from "vitest";
import { lnQuadraticFormTail } from "../../../src/claims/appendix-b/hanson-wright.js";
import { lnTwoSidedTail } from "../../../src/claims/appendix-b/hoeffding.js";
import { equalSignMomentNorm, signMomentNorm } from "../../../src/claims/appendix-b/sign-moments.js";
import { chiSquareLogMoment } from "../../../src/claims/appendix-b/sub-exponential.js";
import { largestInteger, leastInteger, lnSum } from "../../../src/claims/appendix-b/exact-tail.js";
import { chiSquareCdf, chiSquareTail } from "../../../src/kit/probability/index.js";

describe("exact laws behind Appendix B", () => {
  it("of signs: their moments by hand, by enumeration and by the binomial law", () => {
    expect(signMomentNorm([3], 1.5)).toBeCloseTo(3, 14);
    expect(signMomentNorm([1, 1], 1)).toBeCloseTo(1, 14);
    expect(signMomentNorm([2, 1], 3)).toBeCloseTo(((27 + 1) / 2) ** (1 / 3), 14);
    for (const n of [1, 2, 7, 14]) {
      expect(equalSignMomentNorm(n, 4)).toBeCloseTo((3 - 2 / n) ** 0.25, 13); // E S^4 = 3n^2 - 2n
      expect(equalSignMomentNorm(n, 1.5)).toBeCloseTo(signMomentNorm(Array<number>(n).fill(1 / Math.sqrt(n)), 1.5), 13);
    }
    expect(() => signMomentNorm(Array<number>(21).fill(1), 1)).toThrow(
      "signMomentNorm: x must hold 1 to 20 numbers, got 21",
    );
  });

  it("of a binomial variable, on both sides of its mean", () => {
    // Bin(4, 1/2): 0, 1, 3, 4 lie at least 1 from the mean; 0 and 4 at least 2.
    expect(Math.exp(lnTwoSidedTail({ n: 4, p: 0.5, t: 1 }))).toBeCloseTo(10 / 16, 14);
    expect(Math.exp(lnTwoSidedTail({ n: 4, p: 0.5, t: 1.5 }))).toBeCloseTo(2 / 16, 14);
    expect(lnTwoSidedTail({ n: 4, p: 0.25, t: 4 })).toBe(-Infinity);
  });

  it("of quadratic forms: chi-square, Laplace, and mirrored when the signs of all eigenvalues change", () => {
    const both = chiSquareTail(5 + 3, 5) + chiSquareCdf(5 - 3, 5);
    expect(Math.exp(lnQuadraticFormTail({ plus: 5, minus: 0, mu: 0 }, 3))).toBeCloseTo(both, 13);
    // chi^2_2 - chi^2_2 is Laplace of scale 2
    expect(Math.exp(lnQuadraticFormTail({ plus: 2, minus: 2, mu: 1 }, 3))).toBeCloseTo(Math.exp(-1.5), 13);
    const form = lnQuadraticFormTail({ plus: 4, minus: 6, mu: 0.5 }, 6);
    const mirrored = lnQuadraticFormTail({ plus: 6, minus: 4, mu: 2 }, 12); // -2 times the form
    expect(form).toBeCloseTo(mirrored, 11);
  });

  it("of a chi-square variable: the moment, and where its bound 2 lambda^2 ends", () => {
    expect(chiSquareLogMoment(0.25)).toBeCloseTo(Math.log(2) / 2 - 0.25, 15);
    expect(chiSquareLogMoment(0.3419)).toBeLessThan(2 * 0.3419 ** 2);
    expect(chiSquareLogMoment(0.342)).toBeGreaterThan(2 * 0.342 ** 2);
    expect(() => chiSquareLogMoment(0.5)).toThrow("chiSquareLogMoment: lambda must be below 1/2, got 0.5");
  });

  it("of Chernoff's exponent: t^2/3 serves up to t = 1.81 and not from 1.82", () => {
    const exponent = (t: number): number => (1 + t) * Math.log(1 + t) - t;
    expect(exponent(1.81)).toBeGreaterThan(1.81 ** 2 / 3);
    expect(exponent(1.82)).toBeLessThan(1.82 ** 2 / 3);
  });
});

describe("small helpers of the exact tails", () => {
  it("take an integer that rounding has moved as itself", () => {
    expect([leastInteger(1.1 * 50), leastInteger(55.01), largestInteger(0.9 * 50), largestInteger(44.99)]).toEqual([
      55, 56, 45, 44,
    ]);
    expect(1.1 * 50).toBeGreaterThan(55);
  });

  it("add probabilities in logarithms, also where nothing is left of one", () => {
    expect(lnSum(Math.log(0.25), Math.log(0.5))).toBeCloseTo(Math.log(0.75), 15);
    expect(lnSum(-Infinity, -1)).toBe(-1);
    expect(lnSum(-Infinity, -Infinity)).toBe(-Infinity);
  });
});
