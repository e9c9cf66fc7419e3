import { describe, expect, it, test } from "vitest";
import { drawBlock } from "../../../src/limit/sampler/block.js";
import { logNormalDifference } from "../../../src/kit/probability/index.js";
import { stream } from "../../../src/kit/random/index.js";

test("a NaN in a block throws, by name", () => {
  const out = { sum: 0, squares: 0 };
  expect(() => drawBlock(stream(1), NaN, -1, 1, 1, out)).toThrow("drawBlock: lnM must be a number, got NaN");
  expect(() => drawBlock(stream(1), 3, NaN, 1, 1, out)).toThrow("drawBlock: low must be <= high = 1, got NaN");
});

describe("the sum of a block of few entries", () => {
  it("has the mean of its truncated normal entries (20,000 draws, 4 standard errors: two-sided 6e-5, fixed seed)", () => {
    const [m, low, high, draws] = [8, -1, 1, 20_000];
    const source = stream(4, "block mean");
    const out = { sum: 0, squares: 0 };
    const sums = Array.from({ length: draws }, () => Math.exp(drawBlock(source, Math.log(m), low, high, 1, out).sum));
    const mean = sums.reduce((total, sum) => total + sum, 0) / draws;
    const variance = sums.reduce((total, sum) => total + (sum - mean) ** 2, 0) / draws;
    // E e^x of a standard normal x in [low, high]
    const entry = Math.exp(0.5 + logNormalDifference(low - 1, high - 1) - logNormalDifference(low, high));
    expect(Math.abs(mean / (m * entry) - 1)).toBeLessThan((4 * Math.sqrt(variance / draws)) / mean);
  });
});

describe("no sum of a block", () => {
  it("exceeds the number of its entries times the largest weight, nor its squares that weight's square times it", () => {
    const source = stream(5, "cap");
    const out = { sum: 0, squares: 0 };
    for (let draw = 0; draw < 2000; draw++) {
      drawBlock(source, Math.log(2), -3, 1, 2, out);
      expect(out.sum).toBeLessThanOrEqual(Math.log(2) + 2 * 1);
      expect(out.squares).toBeLessThanOrEqual(Math.log(2) + 2 * 2 * 1);
    }
  });

  it("of equal weights w is other than m w, with squares m w^2", () => {
    const out = drawBlock(stream(6), Math.log(50), 0.3, 0.3, 2, { sum: 0, squares: 0 });
    expect(out.sum).toBeCloseTo(Math.log(50) + 0.6, 14);
    expect(out.squares).toBeCloseTo(Math.log(50) + 1.2, 14);
  });
});
