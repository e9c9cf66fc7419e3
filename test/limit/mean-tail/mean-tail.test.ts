import { describe, expect, test } from "vitest";
import { meanTail } from "../../../src/limit/mean-tail/mean-tail.js";
import { countOf, RowSampler, type Size } from "../../../src/limit/index.js";
import { stream } from "../../../src/kit/random/index.js";

const LN_1E1000 = 1000 * Math.LN10;

function mean(n: Size, k: Size, sigma: number): number {
  return meanTail(countOf("test", "n", n), countOf("test", "k", k), sigma);
}

describe("the mean total variation of a row", () => {
  // E of the smaller of two weights' share: 2 int_0^inf phi(d) / (1 + e^(sigma sqrt(2) d)) dd, scipy 1.17.1 quad, rtol 1e-12.
  test.each([
    [0.1, 0.4718838091564571],
    [1, 0.2747865455781553],
    [4, 0.0941415721671087],
    [300, 0.0013035453113497799],
    [9999, 3.9110552714641806e-5],
  ])("of two keys is the integral of one difference (sigma %d)", (sigma, expected) => {
    expect(mean(2, 1, sigma) / expected).toBeCloseTo(1, 7);
  });

  // The two gaps of three ordered normal variables, integrated over the quadrant: mpmath 1.3, 20 digits.
  test.each([
    [1, 0.25822899841201582513],
    [2, 0.058125401095101207292],
  ])("of three keys at sigma = 2, k = %d, is the integral over their gaps", (k, expected) => {
    expect(mean(3, k, 2) / expected).toBeCloseTo(1, 7);
  });

  // numpy 2.4.6, default_rng(1), 2,000,000 rows: mean and standard error.
  test.each([
    [7, 0.0121425268, 1.44e-5],
    [8, 0.0082248926, 1.03e-5],
  ])("of 32 keys at sigma = 4.81, k = %d, is that of two million rows (4 standard errors)", (k, simulated, error) => {
    expect(Math.abs(mean(32, k, 4.81) - simulated)).toBeLessThan(4 * error);
  });

  test("of equal logits is the share of keys left out", () => {
    expect(mean(100, 90, 0)).toBe(0.1);
    expect(mean({ ln: 50 }, { ln: 50 - Math.LN2 }, 0)).toBeCloseTo(0.5, 12);
    expect(mean(100, 90, 1e-9)).toBeCloseTo(0.1, 8);
    expect(mean(10, 10, 3)).toBe(0);
  });

  test.each<[Size, number, Size]>([
    [5, 0.5, 4],
    [1000, 1, 999],
    [16384, 4, 120],
    [1e12, 8, 127],
    [{ ln: 39 }, 8, 8e15],
    [{ ln: LN_1E1000 }, 2 * Math.sqrt(2 * LN_1E1000), 5],
    [{ ln: LN_1E1000 }, 0.8 * Math.sqrt(2 * LN_1E1000), { ln: 1000 }],
    [{ ln: LN_1E1000 }, 1.05 * Math.sqrt(2 * LN_1E1000), 20],
  ])("n = %j, sigma = %d, k = %j: is that of sampled rows (4 standard errors of 4000)", (n, sigma, k) => {
    const rows = 4000;
    const sampler = new RowSampler({ n, scale: { sigma }, windows: [k] });
    const tails = Array.from({ length: rows }, (_, row) =>
      Math.exp(sampler.sample(stream(9, "mean tail", JSON.stringify([n, k]), row)).windows[0]!.lnTail),
    );
    const sampled = tails.reduce((a, b) => a + b) / rows;
    const error = Math.sqrt(tails.reduce((sum, x) => sum + (x - sampled) ** 2, 0)) / rows;
    expect(Math.abs(mean(n, k, sigma) - sampled)).toBeLessThan(4 * error + 1e-6 * sampled);
  });

  test("falls with the window, at every scale", () => {
    for (const sigma of [0.01, 1, 5, 60, 1e6]) {
      const tails = [1, 2, 3, 5, 10, 100, 900, 999, 1000].map((k) => mean(1000, k, sigma));
      for (let i = 1; i < tails.length; i++) expect(tails[i]!).toBeLessThanOrEqual(tails[i - 1]! * (1 + 1e-7));
    }
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => mean(10, 11, 1)).toThrow("meanTail: k must be at most n = 10, got 11");
    expect(() => mean(10, 1, NaN)).toThrow("meanTail: sigma must be in [0, 1e+150], got NaN");
    expect(() => mean({ ln: 1e300 }, 1, 1)).toThrow("meanTail: ln n must be at most 1000000000000, got 1e+300");
  });
});
