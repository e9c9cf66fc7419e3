import { describe, expect, it } from "vitest";
import { epsCross, orderCriticalScale } from "../../src/bounds/order-forms.js";
import { entryLaw, entryLawApplies, epsJensen, epsOrder, epsPaper, epsTrivial } from "../../src/bounds/theorem-4.3.js";
import { big, relativeError } from "../support/big.js";

const CELLS = [
  { n: 1024, k: 32, delta: 0.1, R: 0.25 },
  { n: 128, k: 1, delta: 0.01, R: 1.3 },
  { n: 40, k: 39, delta: 0.5, R: 4 },
];

describe("Theorem 4.3", () => {
  it.each(CELLS)("has the paper-shaped bound at n=$n, k=$k", (cell) => {
    const l = big("sqrt(2 * log(2 * n * (n - k) / delta))", cell).toString();
    // numerator e^(R l), normaliser at least (n - k) e^(-R l): the exponent is paid twice
    expect(
      relativeError(epsPaper.evaluate(cell), big("exp(R * l) / ((n - k) * exp(-R * l))", { ...cell, l })),
    ).toBeLessThan(1e-13);
  });

  it.each(CELLS)("has Jensen's bound at n=$n, k=$k", (cell) => {
    const l = big("sqrt(2 * log(2 * n * (n - k) / delta))", cell).toString();
    const mean = big("R * sqrt(2 * log(2 * n / delta)) / sqrt(n - 1)", cell).toString();
    expect(
      relativeError(epsJensen.evaluate(cell), big("exp(R * l) * exp(mean) / (n - 1)", { ...cell, l, mean })),
    ).toBeLessThan(1e-13);
  });

  it.each(CELLS)("has the order-statistic bound at n=$n, k=$k", (cell) => {
    const t = big("sqrt(2 * (log(exp(1) * (n - 1) / k) + log(2 * n / delta) / k))", cell).toString();
    const mean = big("R * sqrt(2 * log(2 * n / delta) / (n - 1))", cell).toString();
    expect(
      relativeError(epsOrder.evaluate(cell), big("exp(R * t + mean) / (n - 1)", { ...cell, t, mean })),
    ).toBeLessThan(1e-13);
  });

  it.each(CELLS)("has the bound of cross-attention at n=$n, k=$k, with k + 1 logits in a subset", (cell) => {
    const at = { ...cell, m: 77 };
    const t = big("sqrt(2 * (log(exp(1) * m / (k + 1)) + log(2 * n / delta) / (k + 1)))", at).toString();
    const mean = big("R * sqrt(2 * log(2 * n / delta) / m)", at).toString();
    expect(relativeError(epsCross.evaluate(at), big("exp(R * t + mean) / m", { ...at, t, mean }))).toBeLessThan(1e-13);
  });

  it("has the row scale at which the order-statistic bound meets the trivial one, and its limit at k = n/2", () => {
    for (const { n, k } of [
      { n: 512, k: 256 },
      { n: 1000, k: 3 },
    ]) {
      const R = orderCriticalScale.evaluate({ n, k, delta: 0.1 });
      expect(epsOrder.evaluate({ n, k, delta: 0.1, R }) * (k + 1)).toBeCloseTo(1, 12);
    }
    expect(orderCriticalScale.evaluate({ n: 512, k: 256, delta: 0.1 })).toBeCloseTo(0.335, 3);
    const limit = big("log(2) / sqrt(2 * log(2 * exp(1)))").toNumber();
    expect(limit).toBeCloseTo(0.37667, 5);
    expect(orderCriticalScale.evaluate({ n: 1e12, k: 5e11, delta: 0.1 })).toBeCloseTo(limit, 5);
  });

  it("has a trivial bound that k + 1 equal entries attain", () => {
    for (const k of [1, 2, 7, 100]) expect(epsTrivial.evaluate({ k })).toBe(1 / (k + 1));
  });

  it("bounds an exact small case: n = 2 signs, where the row is known", () => {
    // d = 1, W = 1, Rademacher input: every logit is +-1 and R = 1. The smaller entry of a row is at most
    // e^1 / (e^1 + e^1) = 1/2, attained with equal signs; all bounds at k = 1 must be at least that.
    const cell = { n: 2, k: 1, delta: 0.1, R: 1 };
    for (const bound of [epsPaper, epsJensen, epsOrder, epsTrivial])
      expect(bound.evaluate(cell)).toBeGreaterThanOrEqual(0.5);
  });

  it("has a law that is 1/n where all logits are equal, and the median where the quantile is 0", () => {
    expect(entryLaw.evaluate({ n: 100, k: 3, sigma: 0 })).toBe(0.01);
    // (k + 2/3) / (n + 1/3) = 1/2 at n = 2k + 1
    expect(entryLaw.evaluate({ n: 101, k: 50, sigma: 2 })).toBeCloseTo(Math.exp(-2) / 101, 16);
  });

  it("states where the law applies: n >= 100 e^(sigma^2)", () => {
    expect(entryLawApplies(272, 1)).toBe(true);
    expect(entryLawApplies(271, 1)).toBe(false);
  });
});
