import { describe, expect, it } from "vitest";
import { gapCountLimit, gapCountScale, gapCountWindow } from "../../src/limit/gap-count.js";
import { gapPower } from "../../src/claims/limit-law/gap-power.js";

describe("the gap count of a Gaussian row", () => {
  // Python's statistics.NormalDist: C ln n / (sqrt(2 ln n) (x_1 - x_k)), x_1 at ln 2 / n and x_k at n^(C-1).
  it.each([
    [1e6, 0.5, 0.7566682003672026],
    [1e6, 0.75, 0.6638131562039478],
    [1e9, 0.25, 0.8332479578977082],
  ])("at n = %g, C = %g", (n, C, expected) => {
    expect(gapCountScale(Math.log(n), C)).toBeCloseTo(expected, 9);
  });

  it.each([0.1, 0.5, 0.9])(
    "tends to the limit at C = %g: nearer at 10^1000 than at 10^100, and within 1e-7 at e^(10^8)",
    (C) => {
      const off = (lnN: number): number => Math.abs(gapCountScale(lnN, C) - gapCountLimit(C));
      expect(off(1000 * Math.LN10)).toBeLessThan(off(100 * Math.LN10));
      expect(off(1e8)).toBeLessThan(1e-6);
    },
  );

  it("is one line, read by C or by c, and ends at the freezing point", () => {
    for (const C of [0.01, 0.3, 0.7, 0.99]) expect(gapCountWindow(gapCountLimit(C))).toBeCloseTo(C, 12);
    expect([gapCountWindow(0.3), gapCountWindow(1.2), gapCountLimit(0)]).toEqual([1, 0, 1]);
  });

  it("has a power of 0 against a level that it reaches, and of 1 against one far below", () => {
    const cell = { C: 0.75, lnN: 100 * Math.LN10 };
    expect(gapPower(cell, 2000, gapCountLimit(0.75))).toBe(0);
    expect(gapPower(cell, 2000, 0.525)).toBeGreaterThan(0.999999);
  });
});
