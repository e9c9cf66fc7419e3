import { describe, expect, it } from "vitest";
import { enoughFrontier, lnKeptExcess } from "../../src/bounds/enough-frontier.js";
import { isotropicWeights, spectralNorm } from "../../src/attention/weights.js";
import {
  boundedLogitBound,
  droppedBound,
  errorBound,
  errorBoundPaper,
  errorTrivial,
  gaussianExponent,
  gaussianRowScale,
  keptBound,
  keptBoundPaper,
} from "../../src/bounds/theorem-6.1.js";
import { chiSquareTail } from "../../src/kit/probability/index.js";
import { big, relativeError } from "../support/big.js";

const CELLS = [
  { n: 1024, k: 32, delta: 0.1, R: 0.25, lambda: 1.4, lambdaAll: 1.9 },
  { n: 128, k: 1, delta: 0.01, R: 1.3, lambda: 6, lambdaAll: 16 },
  { n: 40, k: 39, delta: 0.5, R: 4, lambda: 0, lambdaAll: 0.5 },
];

describe("Theorem 6.1 and Lemma E.3", () => {
  it.each(CELLS)("bound a dropped entry by numerator over row sum at n=$n", (cell) => {
    // e^lam over (n - 1) e^-lam, lam = R sqrt(2 ln(2 n^2 / delta)): a union over n^2 pairs, two sides
    const lam = big("R * sqrt(2 * (log(2) + 2 * log(n) - log(delta)))", cell).toString();
    expect(
      relativeError(droppedBound.evaluate(cell), big("exp(lam) / ((n - 1) * exp(-lam))", { ...cell, lam })),
    ).toBeLessThan(1e-13);
  });

  it.each(CELLS)("bound a kept entry by numerator over kept sum at k=$k, and by the detour of the proof", (cell) => {
    expect(relativeError(keptBound.evaluate(cell), big("exp(lambdaAll) / (k * exp(-lambdaAll))", cell))).toBeLessThan(
      1e-13,
    );
    // |D - D_spar| <= n e^lam', 1/D <= e^lam'/n, 1/D_spar <= e^lam'/k, A <= e^lam'
    const detour = "(n * exp(lambdaAll)) * (exp(lambdaAll) / n) * (exp(lambdaAll) / k) * exp(lambdaAll)";
    expect(relativeError(keptBoundPaper.evaluate(cell), big(detour, cell))).toBeLessThan(1e-13);
  });

  it.each(CELLS)("add both parts for the paper's theorem and take the larger for the sharper one, n=$n", (cell) => {
    const dropped = Math.exp(2 * cell.lambda) / (cell.n - 1);
    expect(errorBoundPaper.evaluate(cell) / (dropped + keptBoundPaper.evaluate(cell))).toBeCloseTo(1, 13);
    expect(errorBound.evaluate(cell) / Math.max(dropped, keptBound.evaluate(cell))).toBeCloseTo(1, 13);
    expect(errorBound.evaluate(cell)).toBeLessThanOrEqual(errorBoundPaper.evaluate(cell));
  });

  it("bound every diagonal logit of bounded input, with equality for random signs and W = s I/sqrt d", () => {
    const [d, s, n, delta] = [64, 0.25, 128, 0.1];
    const spectral = spectralNorm(isotropicWeights(d, s));
    const at = (B: number, R: number): number => boundedLogitBound.evaluate({ R, n, delta, d, B, spectral });
    expect(at(1, 0)).toBeCloseTo(s * Math.sqrt(d), 13);
    expect(at(Math.sqrt(3), 0)).toBeCloseTo(3 * s * Math.sqrt(d), 12);
    // R decides where it is large
    const level = big("R * sqrt(2 * (log(2) + 2 * log(n) - log(delta)))", { R: 2, n, delta });
    expect(relativeError(at(1, 2), level)).toBeLessThan(1e-13);
  });

  it("are attained up to their exponent by equal logits: the error is max(1/k - 1/n, 1/n), the trivial bound 1 - k/n", () => {
    for (const [n, k] of [
      [8, 1],
      [8, 7],
      [100, 10],
    ] as const) {
      const error = Math.max(1 / k - 1 / n, 1 / n);
      expect(errorBound.evaluate({ n, k, lambda: 0, lambdaAll: 0 })).toBeGreaterThanOrEqual(error);
      expect(errorTrivial.evaluate({ n, k })).toBeGreaterThanOrEqual(error - 1e-15);
    }
    expect(errorTrivial.evaluate({ n: 8, k: 1 })).toBe(1 - 1 / 8); // attained: one entry kept of equal ones
  });
});

describe("the growth of R for Gaussian input", () => {
  it.each([
    { d: 64, n: 512, delta: 0.05 },
    { d: 2, n: 10, delta: 0.1 },
    { d: 8, n: 1e6, delta: 0.01 },
  ])("is a bound that n chi-square variables exceed with probability at most delta, d=$d, n=$n", ({ d, n, delta }) => {
    const R = gaussianRowScale.evaluate({ s: 3, d, n, delta });
    const exceeds = n * chiSquareTail((R / 3) ** 2 * d, d); // exact up to the union
    expect(exceeds).toBeLessThanOrEqual(delta);
    expect(exceeds).toBeGreaterThan(delta / 1e5); // and no idle one
  });

  it("gives the exponents .707 - C and 1.414 - C at d = 64, s = 1", () => {
    expect(gaussianExponent.evaluate({ routes: 2, s: 1, d: 64, C: 0 })).toBeCloseTo(Math.SQRT1_2, 14);
    expect(gaussianExponent.evaluate({ routes: 4, s: 1, d: 64, C: 0.5 })).toBeCloseTo(Math.SQRT2 - 0.5, 14);
  });
});

describe("enoughFrontier", () => {
  it.each([
    { R: 0.25, C: 0.5 },
    { R: 1, C: 0.75 },
  ])("finds the root of a quadratic in sqrt(ln n) where the trivial bound is 1, R=$R, C=$C", ({ R, C }) => {
    // 4 R sqrt(2 ln 20 + 4 x) = C x: (C x)^2 = 16 R^2 (2 ln 20 + 4 x); ln(1 - n^(C-1)) is negligible there
    const b = 64 * R * R;
    const root = (b + Math.sqrt(b * b + 4 * C * C * 32 * R * R * Math.log(20))) / (2 * C * C);
    expect(enoughFrontier({ R, C, delta: 0.1 }, keptBoundPaper)! / root).toBeCloseTo(1, 1);
  });

  it("separates lengths that inform from those that do not, and says when none does", () => {
    const at = { R: 0.5, C: 0.5, delta: 0.1 };
    const lnN = enoughFrontier(at)!;
    expect(lnKeptExcess(keptBound, { ...at, lnN: lnN + 1e-6 })).toBeLessThan(0);
    expect(lnKeptExcess(keptBound, { ...at, lnN: lnN - 1e-6 })).toBeGreaterThan(0);
    expect(enoughFrontier({ R: 1000, C: 0.1, delta: 0.1 })).toBeNull();
  });
});
