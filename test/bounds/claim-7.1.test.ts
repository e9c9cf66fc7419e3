import { describe, expect, it } from "vitest";
import { rowErrors } from "../../src/attention/row-identities.js";
import { softmax } from "../../src/attention/softmax.js";
import { sparseRow } from "../../src/attention/sparse-row.js";
import { constantCost, exactCost, logCost, powerCost, totalCost } from "../../src/bounds/claim-7.1.js";
import { rowErrorAtEqualLogits } from "../../src/bounds/equal-logits.js";
import { big, relativeError } from "../support/big.js";

describe("Claim 7.1", () => {
  it("sums n k d and n^(1+C) d over inputs, by hand: lengths 4 and 16, d = 3", () => {
    expect(totalCost(constantCost, [4, 16], { k: 2, d: 3 })).toBe(4 * 2 * 3 + 16 * 2 * 3);
    expect(totalCost(powerCost, [4, 16], { C: 0.5, alpha: 1, d: 3 })).toBeCloseTo(4 * 2 * 3 + 16 * 4 * 3, 12);
    expect(totalCost(exactCost, [4, 16], { d: 3 })).toBe((16 + 256) * 3);
  });

  it.each([
    ["k = 8", constantCost, { k: 8 }, () => 8],
    ["k = n^(1/2)", powerCost, { C: 0.5, alpha: 1 }, (n: number) => Math.sqrt(n)],
    ["k = n^(3/4)", powerCost, { C: 0.75, alpha: 1 }, (n: number) => n ** 0.75],
  ])("is what sparse rows spend: d multiplications a kept entry (%s)", (_, cost, window, k) => {
    const [lengths, d] = [[16, 81, 256], 8]; // fourth powers: the windows are integers
    let entries = 0;
    for (const n of lengths) {
      for (let i = 0; i < n; i++) {
        const logits = Float64Array.from({ length: n }, (__, j) => ((7 * i + 13 * j) % 17) / 8); // with ties
        entries += sparseRow(softmax(logits), Math.round(k(n))).filter((p) => p > 0).length;
      }
    }
    expect((entries * d) / totalCost(cost, lengths, { ...window, d })).toBeCloseTo(1, 12);
    expect(totalCost(exactCost, lengths, { d })).toBeGreaterThan(entries * d); // the n^2 logits that choosing reads
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

  it.each([
    [2, 1],
    [256, 8],
    [256, 128],
    [1024, 32],
    [8192, 8191],
  ])("have the error that the library measures (n = %i, k = %i)", (n, k) => {
    const measured = rowErrors(softmax(new Float64Array(n)), [k])[0]!.l2;
    const excess = Math.abs(Math.log(measured) - Math.log(rowErrorAtEqualLogits.evaluate({ n, k })));
    expect(excess).toBeLessThanOrEqual(4 * n * 2 ** -52);
  });
});
