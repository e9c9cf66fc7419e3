import { describe, expect, it } from "vitest";
import { meanCrossing, meanGain } from "../../src/bounds/mean-crossing.js";
import { softmax } from "../../src/attention/softmax.js";
import { normalTailQuantile } from "../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("the gain of the ideal top-k over the mean of the values", () => {
  it("is n S2 (2m - 1) / m^2 of long simulated rows (200 rows of 20,000 logits, 5 standard errors)", () => {
    const [n, rows, sigma] = [20000, 200, 0.8];
    for (const share of [0.1, 0.5]) {
      const k = share * n;
      const logits = new Float64Array(n);
      const source = stream(16, "gain", share);
      const gains = Float64Array.from({ length: rows }, () => {
        fillNormal(source, logits, sigma);
        const top = softmax(logits).sort().reverse().subarray(0, k);
        const mass = top.reduce((sum, p) => sum + p, 0);
        return (n * top.reduce((sum, p) => sum + p * p, 0) * (2 * mass - 1)) / mass ** 2;
      });
      const mean = gains.reduce((sum, x) => sum + x, 0) / rows;
      const error = Math.sqrt(gains.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / rows;
      const law = meanGain.evaluate({ sigma, t: normalTailQuantile(share) });
      expect(Math.abs(mean - law)).toBeLessThan(5 * error + 0.002 * Math.abs(law)); // and what is of order 1/n
    }
  });

  it("crosses 1 at the scale that is given, where the window captures more than half", () => {
    for (const share of [0.001, 1 / 16, 1 / 4, 0.5, 0.9]) {
      const t = normalTailQuantile(share);
      const sigma = meanCrossing(share);
      expect(meanGain.evaluate({ sigma, t })).toBeCloseTo(1, 10);
      expect(sigma).toBeGreaterThan(t);
    }
    expect(meanCrossing(1 / 8)).toBeCloseTo(1.236, 3); // bisection of the same equation by another program
    expect(meanCrossing(1 / 2)).toBeCloseTo(0.5624, 4);
    for (const bad of [0, 1, Number.NaN]) expect(() => meanCrossing(bad)).toThrow("share must be in (0, 1)");
  });
});
