import { describe, expect, test } from "vitest";
import { halfMassWindow, rowScale, typicalRow, windowHolding } from "../../src/limit/index.js";

describe("windowHolding", () => {
  test.each([
    [14, 0.3, 0.5],
    [230, 0.8, 0.9],
    [2300, 1.2, 0.999],
  ])("ln n = %d, c = %d: a typical row holds the share %d there", (lnN, c, share) => {
    const C = windowHolding(lnN, c, share);
    expect(C).toBeGreaterThan(0);
    expect(Math.exp(typicalRow(lnN, rowScale(lnN, c), C * lnN).lnMass)).toBeCloseTo(share, 5);
  });

  test("is the half-mass window where many entries share the mass", () => {
    for (const c of [0.1, 0.5, 0.7]) expect(windowHolding(230, c, 0.5)).toBeCloseTo(halfMassWindow(230, c), 4);
  });

  test("is 0 where one entry holds the share, and refuses what is no share", () => {
    expect(windowHolding(2300, 1.5, 0.01)).toBe(0);
    expect(() => windowHolding(10, 1, 1)).toThrow("windowHolding: share must be in (0, 1), got 1");
  });
});
