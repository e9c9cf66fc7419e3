import { describe, expect, it, test } from "vitest";
import { drawBlock } from "../../../src/limit/sampler/block.js";
import { logNormalDifference } from "../../../src/probability/index.js";
import { stream } from "../../../src/random/index.js";

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
