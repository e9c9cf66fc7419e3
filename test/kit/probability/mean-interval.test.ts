import { describe, expect, it } from "vitest";
import { LEVEL, meanInterval } from "../../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

describe("the mean's interval", () => {
  it("is Student's: 2.2281 standard errors at 97.5 % and 10 degrees of freedom, 6.3138 at 95 % and 1 (tables)", () => {
    const eleven = Float64Array.from({ length: 11 }, (_, i) => i); // mean 5, variance 11
    const { value, low, high } = meanInterval(eleven, 0.025);
    expect(value).toBe(5);
    expect(high - 5).toBeCloseTo(2.2281388519649385, 10);
    expect(5 - low).toBeCloseTo(2.2281388519649385, 10);
    expect(meanInterval(Float64Array.of(0, 2), 0.05).high).toBeCloseTo(1 + 6.313751514675043, 9);
  });

  it("misses the mean of normal samples at the level it states (2,000 samples, error rate 1e-6, fixed seed)", () => {
    const source = stream(5, "mean-interval");
    const sample = new Float64Array(8);
    let missed = 0;
    for (let i = 0; i < 2000; i++) {
      fillNormal(source, sample, 1);
      const { low, high } = meanInterval(sample, 0.05);
      if (low > 0 || high < 0) missed++;
    }
    expect(missed).toBeGreaterThan(200 - 5 * Math.sqrt(180));
    expect(missed).toBeLessThan(200 + 5 * Math.sqrt(180));
  });

  it("refuses what has no mean", () => {
    expect(() => meanInterval(Float64Array.of(1))).toThrow("must hold at least 2 values, got 1");
    expect(() => meanInterval(Float64Array.of(1, NaN))).toThrow("must be finite, got a mean of NaN");
    expect(() => meanInterval(Float64Array.of(1, 2), 0.6)).toThrow("alpha must be in (0, 1/2), got 0.6");
    expect(meanInterval(Float64Array.of(1, 2, 3))).toEqual(meanInterval(Float64Array.of(1, 2, 3), LEVEL));
  });
});
