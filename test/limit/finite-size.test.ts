import { describe, expect, test } from "vitest";
import {
  criticalLineMass,
  criticalWindow,
  halfMassWindow,
  logCollapsedRows,
  logWindowFraction,
  ROW_COLLAPSE_SCALE,
  rowScale,
} from "../../src/limit/index.js";
import { normalTailQuantile } from "../../src/kit/probability/index.js";

/** Share of the mass of the row z_j = sigma Phi^{-1}(1 - (j - 1/2) / n), j = 1 .. n, outside its k largest. */
function tailMass(n: number, sigma: number, k: number): number {
  let [head, tail] = [0, 0];
  for (let j = 1; j <= n; j++) {
    const weight = Math.exp(sigma * normalTailQuantile((j - 0.5) / n));
    if (j <= k) head += weight;
    else tail += weight;
  }
  return tail / (head + tail);
}

describe("criticalLineMass", () => {
  // Phi(sigma - b), b the root of ln Phic(b) = -c^2 ln n: mpmath, 40 digits.
  test.each([
    [100, 0.25, 0.740933500218],
    [100, 0.5, 0.660256464445],
    [100, 0.9, 0.607878227034],
  ])("ln n = %d, c = %d: the share of n^(1 - c^2) entries", (lnN, c, mass) => {
    expect(criticalLineMass(lnN, c)).toBeCloseTo(mass, 11);
  });

  test.each([
    [0.25, 1.54528461326e-5],
    [0.5, 8.11748948653e-6],
    [0.75, 5.56416578483e-6],
    [0.9, 4.69395144473e-6],
  ])("is above one half at ln n = 10^12 by what 40 digits give, c = %d", (c, excess) => {
    expect((criticalLineMass(1e12, c) - 0.5) / excess).toBeCloseTo(1, 9);
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => criticalLineMass(1e6, 1)).toThrow("criticalLineMass: c must be in (0, 1), got 1");
    expect(() => criticalLineMass(1, 0.5)).toThrow("criticalLineMass: c^2 lnN must be at least ln 2, got 0.25");
  });
});

describe("halfMassWindow", () => {
  test("is .6054 at c = 1/2 and n = 10^6, against the limit .75", () => {
    expect(halfMassWindow(Math.log(1e6), 0.5)).toBeCloseTo(0.6054, 4);
    expect(criticalWindow(0.5)).toBe(0.75);
  });

  test("tends to the critical window from below, off by ln(sigma sqrt(2 pi)) / ln n", () => {
    for (const c of [0.1, 0.5, 0.9, 1]) {
      for (const lnN of [1e4, 1e6, 1e9]) {
        const bias = Math.log(rowScale(lnN, c) * Math.sqrt(2 * Math.PI)) / lnN;
        const gap = criticalWindow(c) - halfMassWindow(lnN, c);
        expect(gap).toBeGreaterThan(0);
        expect(Math.abs(gap / bias - 1)).toBeLessThan(0.01);
      }
    }
  });

  test("halves the mass of a row summed entry by entry, n = 10^6, sigma = 1.5", () => {
    const lnN = Math.log(1e6);
    const c = 1.5 / Math.sqrt(2 * lnN);
    const k = Math.round(Math.exp(halfMassWindow(lnN, c) * lnN));
    expect(tailMass(1e6, 1.5, k)).toBeCloseTo(0.5, 2);
  });
});

describe("logWindowFraction", () => {
  test.each([
    [0.5, 0.1],
    [1, 0.1],
    [1, 0.5],
    [1.5, 0.01],
    [2, 0.1],
  ])("at sigma = %d leaves the share %d of a row's mass, n = 10^6, to 2 %%", (sigma, budget) => {
    const k = Math.round(1e6 * Math.exp(logWindowFraction(sigma, budget)));
    expect(Math.abs(tailMass(1e6, sigma, k) / budget - 1)).toBeLessThan(0.02);
  });

  test("keeps the share 1 - budget of the entries when all are equal", () => {
    expect(Math.exp(logWindowFraction(0, 0.25))).toBeCloseTo(0.75, 15);
  });

  test("goes on where the fraction underflows", () => {
    expect(logWindowFraction(1000, 0.1)).toBeLessThan(-490_000);
  });

  test("rejects budgets outside (0, 1)", () => {
    expect(() => logWindowFraction(1, 0)).toThrow("logWindowFraction: budget must be in (0, 1), got 0");
    expect(() => logWindowFraction(-1, 0.1)).toThrow("logWindowFraction: sigma must be finite and >= 0, got -1");
  });
});

describe("logCollapsedRows", () => {
  test("changes sign at c = sqrt 2 - 1, the limit of its root", () => {
    for (const lnN of [1e4, 1e9]) {
      expect(logCollapsedRows(lnN, ROW_COLLAPSE_SCALE + 0.01)).toBeGreaterThan(0);
      expect(logCollapsedRows(lnN, ROW_COLLAPSE_SCALE - 0.01)).toBeLessThan(0);
    }
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => logCollapsedRows(10, 0)).toThrow("logCollapsedRows: c must be in (0, 1), got 0");
    expect(() => halfMassWindow(0, 0.5)).toThrow("halfMassWindow: lnN must be finite and > 0, got 0");
    expect(() => rowScale(10, -1)).toThrow("rowScale: c must be finite and >= 0, got -1");
  });
});
