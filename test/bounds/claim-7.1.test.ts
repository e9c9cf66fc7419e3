import { describe, expect, it } from "vitest";
import { constantCost, exactCost, logCost, powerCost, totalCost } from "../../src/bounds/claim-7.1.js";
import { rowErrorAtEqualLogits } from "../../src/bounds/equal-logits.js";
import { big, relativeError } from "../support/big.js";

describe("Claim 7.1", () => {
  it("sums n k d and n^(1+C) d over inputs, by hand: lengths 4 and 16, d = 3", () => {
    expect(totalCost(constantCost, [4, 16], { k: 2, d: 3 })).toBe(4 * 2 * 3 + 16 * 2 * 3);
    expect(totalCost(powerCost, [4, 16], { C: 0.5, alpha: 1, d: 3 })).toBeCloseTo(4 * 2 * 3 + 16 * 4 * 3, 12);
    expect(totalCost(exactCost, [4, 16], { d: 3 })).toBe((16 + 256) * 3);
  });

  it("agrees with 64 digits", () => {
    const cell = { n: 8192, C: 0.75, alpha: 0.031, beta: 3.7, d: 64 };
    expect(relativeError(powerCost.evaluate(cell), big("alpha * n^(1 + C) * d", cell))).toBeLessThan(1e-14);
    expect(relativeError(logCost.evaluate(cell), big("beta * n * log(n) * d", cell))).toBeLessThan(1e-14);
  });
});

describe("rows of equal logits", () => {
  it("have the error of its definition: k entries off by 1/k - 1/n, the others by 1/n", () => {
    for (const [n, k] of [
      [2, 1],
      [10, 3],
      [8192, 32],
    ] as const) {
      const squares = k * (1 / k - 1 / n) ** 2 + (n - k) / n ** 2;
      expect(rowErrorAtEqualLogits.evaluate({ n, k })).toBeCloseTo(Math.sqrt(squares), 14);
    }
    expect(rowErrorAtEqualLogits.evaluate({ n: 7, k: 7 })).toBe(0);
  });
});
