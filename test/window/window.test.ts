import { describe, expect, test } from "vitest";
import { rowErrors } from "../../src/attention/row-identities.js";
import { softmax } from "../../src/attention/softmax.js";
import { countOf, integerCount } from "../../src/limit/sampler/count.js";
import { meanTail } from "../../src/limit/mean-tail/mean-tail.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";
import { chooseWindow, windowRule } from "../../src/window/index.js";

/** Mean total variation at window k over drawn rows, by the row identities. */
function drawnTail(n: number, sigma: number, k: number, rows: number): number {
  const logits = new Float64Array(n);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    fillNormal(stream(31, n, row), logits, sigma);
    sum += rowErrors(softmax(logits).sort().reverse(), [k])[0]!.tail;
  }
  return sum / rows;
}

describe("windowRule", () => {
  test.each([
    [3e4, 1, 0.05],
    [3e4, 2, 0.05],
    [2e4, 2, 0.5],
    [3e4, 0.5, 0.01],
  ])("n = %d, sigma = %d: where it applies, drawn rows leave the budget %d within 10 percent", (n, sigma, tv) => {
    const { k, applies } = windowRule(n, sigma, tv);
    expect(applies).toBe(true);
    expect(Math.abs(drawnTail(n, sigma, k.value, 20) / tv - 1)).toBeLessThan(0.1);
  });

  test("does not apply at sigma = 4, n = 2^14, where rows leave .166 of the mass for a budget of .1", () => {
    const { k, applies, reason } = windowRule(2 ** 14, 4, 0.1);
    expect(applies).toBe(false);
    expect(reason).toBe("n must be at least 100 exp(sigma^2) = 888600000, got 16384");
    expect(drawnTail(2 ** 14, 4, k.value, 60)).toBeCloseTo(0.166, 1);
  });

  test("does not apply to windows of a few entries, or that leave out a few", () => {
    expect(windowRule(1e6, 2, 0.999).reason).toBe("k must be at least 100, got 1");
    expect(windowRule(1000, 0.01, 0.01).reason).toMatch(/^n - k must be at least 100, got 10\.\d+$/);
  });

  // The fraction alone, ceil(n Phic(sigma + Phi^-1(tv))), leaves .8 % more than these budgets: 60,000 sampled rows.
  test.each([
    [5500, 2, 0.05, 1987],
    [900_000, 3, 0.01, 225_240],
    [1000, 1.5, 0.01, 796],
  ])(
    "n = %d, sigma = %d: the smallest window whose mean keeps the budget %d, above the fraction's %d",
    (n, sigma, tv, fraction) => {
      const { k, applies } = windowRule(n, sigma, tv);
      const mean = (window: number): number => meanTail(countOf("test", "n", n), integerCount(window), sigma);
      expect(applies).toBe(true);
      expect(mean(fraction) / tv - 1).toBeGreaterThan(0.002);
      expect([k.value > fraction, mean(k.value) <= tv, mean(k.value - 1) <= tv]).toEqual([true, true, false]);
    },
  );

  test("is rounded up where the fraction alone is taken: rows of equal logits keep the budget", () => {
    // k / n = 1 - tv: 89.4 of 100 keys would do.
    expect(windowRule(100, 0, 0.106)).toMatchObject({ applies: false, k: { value: 90 } });
  });

  test("says how long rows must be: in full below 10^15, beyond as a power of ten", () => {
    const reason = (sigma: number): string => windowRule(2 ** 14, sigma, 0.1).reason;
    // 100 e^9 = 810,308.4 and log10(100 e^49) = 2 + 49 / ln 10 = 23.280429, by mpmath
    expect(reason(3)).toBe("n must be at least 100 exp(sigma^2) = 810300, got 16384");
    expect(reason(7)).toBe("n must be at least 100 exp(sigma^2) = 10^23.28, got 16384");
  });

  test("goes on at n = 10^1000", () => {
    const { k, applies } = windowRule({ ln: 2302.585 }, 2, 0.05);
    expect(applies).toBe(true);
    expect(k.ln - 2302.585).toBeCloseTo(Math.log(0.3612), 3); // Phic(2 - 1.6449)
  });
});

describe("chooseWindow", () => {
  test("takes the rule where it applies, and reports what sampled rows leave", () => {
    const choice = chooseWindow({ n: 131_072, sigma: 2, tv: 0.05 });
    expect(choice.method).toBe("rule");
    expect(choice.k.value).toBe(windowRule(131_072, 2, 0.05).k.value);
    expect(Math.abs(choice.tvMean - 0.05)).toBeLessThan(4 * choice.tvError + 0.0005);
  });

  test.each([
    [2 ** 14, 4, 0.1],
    [1e12, 8, 0.2],
    [500, 2, 0.05],
  ])("n = %d, sigma = %d: beyond the rule the mean keeps the budget %d, and sampled rows agree", (n, sigma, tv) => {
    const choice = chooseWindow({ n, sigma, tv });
    expect(choice.method).toBe("integral");
    expect(choice.tvExpected).toBeLessThanOrEqual(tv);
    expect(meanTail(countOf("test", "n", n), integerCount(choice.k.value - 1), sigma)).toBeGreaterThan(tv);
    expect(Math.abs(choice.tvMean - choice.tvExpected)).toBeLessThan(4 * choice.tvError);
  });

  test("agrees with drawn rows where the rule fails", () => {
    const { k } = chooseWindow({ n: 2 ** 14, sigma: 4, tv: 0.1, rows: 1000 });
    expect(drawnTail(2 ** 14, 4, k.value, 200)).toBeCloseTo(0.1, 1.7); // standard error .004
  });

  test("in the frozen phase at n = 10^1000 a few entries suffice; a row of equal logits needs 1 - tv of its entries", () => {
    const { k, tvMean } = chooseWindow({ n: { ln: 2302.585 }, sigma: 2 * Math.sqrt(2 * 2302.585), tv: 0.05 });
    expect(k.value).toBeGreaterThan(2);
    expect(k.value).toBeLessThan(60);
    expect(tvMean).toBeLessThan(0.06);
    expect(chooseWindow({ n: 100, sigma: 0, tv: 0.105 }).k.value).toBe(90);
  });

  // The mean of 2,000,000 rows (numpy 2.4.6) is .01214 at k = 7 and .00822 at k = 8; 400 rows once took 7.
  test("takes k = 8 at n = 32, sigma = 4.81, where 7 leaves more than the budget .011, whatever the seed", () => {
    for (const seed of [1, 2, 3])
      expect(chooseWindow({ n: 32, sigma: 4.81, tv: 0.011, seed, rows: 2 }).k.value).toBe(8);
  });

  test("depends on neither rows nor seed, which only check the choice", () => {
    const request = { n: 4096, sigma: 5, tv: 0.05 };
    const [a, b] = [chooseWindow({ ...request, rows: 2 }), chooseWindow({ ...request, rows: 50, seed: 7 })];
    expect([a.k, a.tvExpected]).toEqual([b.k, b.tvExpected]);
  });

  test.each([
    [40, 8, 0.1],
    [39, 0, 0.9],
    [38, 1, 0.406],
    [37.06, 1, 0.4],
    [Math.log(2 ** 53), 2, 0.3],
  ])("around 2^53, ln n = %d, sigma = %d, tv = %d: ends, and keeps the budget", (ln, sigma, tv) => {
    const { k, tvExpected, tvMean, tvError } = chooseWindow({ n: { ln }, sigma, tv, rows: 50 });
    expect(k.value).toBeLessThan(2 ** 53);
    expect(tvExpected).toBeLessThanOrEqual(tv * (1 + 1e-7));
    expect(Math.abs(tvMean - tvExpected)).toBeLessThan(5 * tvError + 1e-6);
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => chooseWindow({ n: 100, sigma: 1, tv: 0.1, rows: 1 })).toThrow(
      "chooseWindow: rows must be an integer >= 2, got 1",
    );
    expect(() => windowRule(100, 1, 1)).toThrow("logWindowFraction: budget must be in (0, 1), got 1");
  });
});
