import { describe, expect, it } from "vitest";
import { bootstrapMeanInterval } from "../../../src/kit/probability/index.js";
import { stream } from "../../../src/kit/random/index.js";

describe("the bootstrap of a mean", () => {
  it("has the exact law of a sample of two: means -1, 0, 1 with probabilities 1/4, 1/2, 1/4", () => {
    const sample = Float64Array.of(-1, 1);
    // A quarter of the means is -1: the 30 % quantile is 0, the 20 % quantile -1 (10,000 resamples, > 11 deviations).
    expect(bootstrapMeanInterval(sample, stream(1, "b"), 10_000, 0.2)).toEqual({ value: 0, low: -1, high: 1 });
    expect(bootstrapMeanInterval(sample, stream(1, "b"), 10_000, 0.3)).toEqual({ value: 0, low: 0, high: 0 });
  });

  it("has deviation s_n / sqrt(n) about the sample's mean: 1.96 of them at 2.5 % (100 values, within 5 %)", () => {
    const sample = Float64Array.from({ length: 100 }, (_, i) => i);
    const { value, low, high } = bootstrapMeanInterval(sample, stream(2, "b"), 40_000, 0.025);
    const deviation = Math.sqrt((100 ** 2 - 1) / 12 / 100);
    expect(value).toBe(49.5);
    expect((high - low) / 2 / deviation).toBeGreaterThan(1.96 * 0.95);
    expect((high - low) / 2 / deviation).toBeLessThan(1.96 * 1.05);
  });

  it("ends at the means that leave the share alpha of all means outside, on either side", () => {
    // Resample r takes the r-th of ten values ten times, so that the means are 0 .. 9.
    let r = 0;
    const source = { fillUniform: (out: Float64Array) => void out.fill((r++ + 0.5) / 10) };
    const sample = Float64Array.from({ length: 10 }, (_, i) => i);
    expect(bootstrapMeanInterval(sample, source, 10, 0.2)).toEqual({ value: 4.5, low: 2, high: 7 });
  });

  it("is a function of its stream, and refuses an empty sample", () => {
    const sample = Float64Array.of(1, 2, 4);
    const again = () => bootstrapMeanInterval(sample, stream(3, "b"), 100, 0.1);
    expect(again()).toEqual(again());
    expect(() => bootstrapMeanInterval(new Float64Array(0), stream(3, "b"), 100, 0.1)).toThrow(
      "the sample's size must be an integer in [1, 1000000], got 0",
    );
  });
});
