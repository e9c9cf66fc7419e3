import { describe, expect, it } from "vitest";
import { largestEntryLaw, largestEntryLevel } from "../../src/bounds/largest-entry.js";
import { rowScaleMedian } from "../../src/bounds/row-scale.js";
import { entryLaw } from "../../src/bounds/theorem-4.3.js";
import { binomialCdf, chiSquareQuantile, normalTail, normalTailQuantile } from "../../src/kit/probability/index.js";

describe("the median of the largest row norm", () => {
  it("is a closed form for d = 2, where chi-square is exponential, at every length", () => {
    for (const n of [1, 2, 10, 1e6]) {
      const exact = Math.sqrt(-2 * Math.log(-Math.expm1(-Math.LN2 / n)));
      expect(rowScaleMedian(Math.log(n), 2) / exact).toBeCloseTo(1, 11);
    }
    const lnN = 1e6; // tail ln 2 / n
    expect(rowScaleMedian(lnN, 2) / Math.sqrt(2 * (lnN - Math.log(Math.LN2)))).toBeCloseTo(1, 12);
  });

  it("is the quantile of chi-square that its definition says", () => {
    for (const n of [1, 16, 256]) {
      expect(rowScaleMedian(Math.log(n), 64) ** 2).toBeCloseTo(chiSquareQuantile(2 ** (-1 / n), 64), 8);
    }
  });

  it("refuses lengths and dimensions out of range", () => {
    expect(() => rowScaleMedian(-1, 2)).toThrow("rowScaleMedian: ln n must be in [0, 1e9], got -1");
    expect(() => rowScaleMedian(1, 0)).toThrow("rowScaleMedian: d must be a positive integer, got 0");
  });
});

describe("the largest (k+1)-th entry of several rows", () => {
  it("has its level in closed form for two keys: both logits of no row may exceed it", () => {
    for (const rows of [1, 3, 1000]) {
      const tail = Math.sqrt(-Math.expm1(-Math.LN2 / rows)); // (1 - q^2)^rows = 1/2
      expect(largestEntryLevel({ n: 2, k: 1, rows })).toBeCloseTo(normalTailQuantile(tail), 10);
    }
  });

  it("has a level that half of all draws stay below", () => {
    const t = largestEntryLevel({ n: 256, k: 16, rows: 256 });
    expect(binomialCdf(16, 256, normalTail(t)) ** 256).toBeCloseTo(0.5, 10);
  });

  it("is the law of a typical row where there is one row", () => {
    const cell = { n: 4096, k: 64, sigma: 0.5 };
    expect(largestEntryLaw({ ...cell, rows: 1 }) / entryLaw.evaluate(cell)).toBeCloseTo(1, 3);
    expect(largestEntryLaw({ ...cell, rows: 4096 })).toBeGreaterThan(1.05 * entryLaw.evaluate(cell));
  });

  it("refuses a window that leaves nothing, and half a row", () => {
    expect(() => largestEntryLevel({ n: 4, k: 4, rows: 1 })).toThrow(
      "largestEntryLevel: k must be an integer in [1, n - 1], got k = 4 and n = 4",
    );
    expect(() => largestEntryLevel({ n: 4, k: 1, rows: 0.5 })).toThrow(
      "largestEntryLevel: rows must be a positive integer, got 0.5",
    );
  });
});
