import { describe, expect, test } from "vitest";
import { rowErrors } from "../../src/attention/row-identities.js";
import { softmax } from "../../src/attention/softmax.js";
import { RowSampler, type WindowSample } from "../../src/limit/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";
import { chooseWindow, inspectWindow } from "../../src/window/index.js";

describe("inspectWindow", () => {
  test("chooses as chooseWindow does, and samples the rows by which that one checks", () => {
    for (const request of [
      { n: 131072, sigma: 2, tv: 0.05 },
      { n: 2000, sigma: 3, tv: 0.1 },
    ]) {
      const chosen = chooseWindow({ ...request, rows: 60 });
      const found = inspectWindow({ ...request, budget: { tv: request.tv }, rows: 60 });
      expect(found).toMatchObject({ k: chosen.k, method: chosen.method, ruleReason: chosen.reason });
      expect(found.tvExpected).toBe(chosen.tvExpected);
      expect(Math.exp(found.sampled.lnTail)).toBeCloseTo(chosen.tvMean, 12);
      expect(found.tvError).toBeCloseTo(chosen.tvError, 12);
    }
  });

  test.each([
    [4000, 1, 300],
    [9000, 1.5, 2000],
  ])("n = %d, sigma = %d, k = %d: law and samples agree with rows drawn in full, in each norm", (n, sigma, k) => {
    const rows = 60;
    const logits = new Float64Array(n);
    const drawn = Array.from({ length: rows }, (_, row) => {
      fillNormal(stream(57, n, row), logits, sigma);
      return rowErrors(softmax(logits).sort().reverse(), [k])[0]!;
    });
    const mean = (value: (one: (typeof drawn)[number]) => number): number =>
      drawn.reduce((sum, one) => sum + value(one), 0) / rows;
    const linf = drawn.map((one) => one.linf).sort((a, b) => a - b);
    const expected = {
      lnTail: Math.log(mean((one) => one.tail)),
      lnMass: Math.log(mean((one) => 1 - one.tail)),
      lnL1: Math.log(mean((one) => 2 * one.tail)),
      lnL2: 0.5 * Math.log(mean((one) => one.l2 ** 2)),
      lnMax: Math.log(linf[rows / 2]!),
      lnFrobenius: 0.5 * Math.log(n * mean((one) => one.l2 ** 2)),
    };
    const { law, sampled } = inspectWindow({ n, sigma, budget: { k } });
    for (const [name, ln] of Object.entries(expected) as [keyof typeof expected, number][]) {
      expect(Math.abs(law![name] - ln), `law, ${name}`).toBeLessThan(0.1);
      expect(Math.abs(sampled[name] - ln), `sampled, ${name}`).toBeLessThan(0.1);
    }
  });

  test("of two sampled rows tells the mean, the root mean square, the middle of the two and half their distance", () => {
    const [n, sigma, k] = [40, 6, 2]; // rows that differ by far
    const sampler = new RowSampler({ n, scale: { sigma }, windows: [k] });
    const [a, b] = [0, 1].map((row) => sampler.sample(stream(5, "window", "check", 0, row)).windows[0]!) as [
      WindowSample,
      WindowSample,
    ];
    const { sampled, tvError } = inspectWindow({ n, sigma, budget: { k }, rows: 2, seed: 5 });
    const [tails, l2, max] = (["lnTail", "lnL2", "lnLinf"] as const).map((key) => [Math.exp(a[key]), Math.exp(b[key])]);
    expect(Math.exp(sampled.lnTail)).toBeCloseTo((tails![0]! + tails![1]!) / 2, 12);
    expect(Math.exp(sampled.lnL2)).toBeCloseTo(Math.hypot(...l2!) / Math.SQRT2, 12);
    expect(sampled.lnMax).toBeCloseTo((Math.log(max![0]!) + Math.log(max![1]!)) / 2, 12);
    // The standard deviation of two values is their distance over sqrt 2, and their mean's error that over sqrt 2 again.
    expect(tvError).toBeCloseTo(Math.abs(tails![0]! - tails![1]!) / 2, 12);
    expect(chooseWindow({ n, sigma, tv: 0.3, rows: 2 }).tvError).toBeGreaterThan(0);
    expect(Math.abs(l2![0]! / l2![1]! - 1)).toBeGreaterThan(0.2);
  });

  test("has no law where rows are too short for it, and says so", () => {
    const { law, lawReason, sampled } = inspectWindow({ n: 1000, sigma: 3, budget: { k: 100 }, rows: 20 });
    expect(law).toBeNull();
    expect(lawReason).toBe("n must be at least 100 exp(sigma^2) = 810300, got 1000");
    expect(sampled.lnMass).toBeLessThan(0);
  });

  test("leaves nothing where every key is kept", () => {
    const { law, sampled, tvError } = inspectWindow({ n: 5000, sigma: 1, budget: { k: 5000 }, rows: 5 });
    expect(law).toMatchObject({ lnMass: 0, lnTail: -Infinity, lnL2: -Infinity, lnMax: -Infinity, lnOutput: -Infinity });
    expect(sampled).toMatchObject({ lnMass: 0, lnTail: -Infinity });
    expect(tvError).toBe(0);
  });

  test.each([
    [{ n: 100, sigma: 0, budget: { tv: 0.1 } }, /sigma must be finite and > 0, got 0/],
    [{ n: 100, sigma: NaN, budget: { tv: 0.1 } }, /sigma must be finite and > 0, got NaN/],
    [{ n: 100, sigma: 1, budget: { tv: 1 } }, /budget must be in \(0, 1\), got 1/],
    [{ n: 100, sigma: 1, budget: { k: 101 } }, /k must be at most n/],
    [{ n: 100, sigma: 1, budget: { k: 0.5 } }, /k must be an integer/],
    [{ n: 100, sigma: 1, budget: { k: 5 }, rows: 1 }, /rows must be an integer >= 2, got 1/],
  ])("refuses %o", (request, message) => {
    expect(() => inspectWindow(request)).toThrow(message);
  });
});
