import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clopperPearson,
  drawsToDecide,
  LEVEL,
  quantileInterval,
  ratioInterval,
} from "../../../src/kit/probability/index.js";
import { exactBinomial } from "./reference.js";

/** P[Bin(n, p) = k] for small n, by the product formula. */
function mass(k: number, n: number, p: number): number {
  let choose = 1;
  for (let j = 0; j < k; j++) choose = (choose * (n - j)) / (j + 1);
  return choose * p ** k * (1 - p) ** (n - k);
}

describe("clopperPearson", () => {
  test("each end misses with probability at most alpha, computed exactly, for n <= 20 and all p on a grid", () => {
    for (const alpha of [0.2, 0.025, LEVEL]) {
      for (const n of [1, 2, 5, 20]) {
        const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n, alpha));
        for (let p = 0.005; p < 1; p += 0.005) {
          let [above, below] = [0, 0];
          intervals.forEach(({ low, high }, k) => {
            if (low > p) above += mass(k, n, p);
            if (high < p) below += mass(k, n, p);
          });
          expect(above, `n = ${n}, p = ${p}`).toBeLessThanOrEqual(alpha * (1 + 1e-12));
          expect(below, `n = ${n}, p = ${p}`).toBeLessThanOrEqual(alpha * (1 + 1e-12));
        }
      }
    }
  });

  test("no end can be moved inwards: a few units in the last place away the exact tail crosses alpha", () => {
    const near = 1e-14;
    for (const alpha of [0.05, LEVEL]) {
      for (const [failures, draws] of [
        [1, 1],
        [1, 110],
        [17, 110],
        [109, 110],
        [40, 400],
      ] as const) {
        const { low, high } = clopperPearson(failures, draws, alpha);
        const tail = (p: number): number => exactBinomial(failures - 1, draws, p).above.toNumber();
        expect(tail(low * (1 - near))).toBeLessThan(alpha);
        expect(tail(low * (1 + near))).toBeGreaterThan(alpha);
        if (failures === draws) continue;
        const cdf = (p: number): number => exactBinomial(failures, draws, p).cdf.toNumber();
        expect(cdf(high * (1 - near))).toBeGreaterThan(alpha);
        expect(cdf(high * (1 + near))).toBeLessThan(alpha);
      }
    }
  });

  test("mirrors when failures and successes change places, holds the proportion, widens as alpha falls", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (draws, j) => {
        const failures = j % (draws + 1);
        const { low, high } = clopperPearson(failures, draws, 0.01);
        const mirror = clopperPearson(draws - failures, draws, 0.01);
        const wide = clopperPearson(failures, draws, LEVEL);
        expect(Math.abs(low - (1 - mirror.high))).toBeLessThan(1e-14);
        expect(low <= failures / draws && failures / draws <= high).toBe(true);
        expect(wide.low <= low && high <= wide.high).toBe(true);
      }),
    );
  });

  test("0 failures of M: [0, 1 - alpha^(1/M)]; M of M: [alpha^(1/M), 1]", () => {
    const edge = -Math.expm1(Math.log(LEVEL) / 110);
    expect(clopperPearson(0, 110).low).toBe(0);
    expect(clopperPearson(0, 110).high).toBeCloseTo(edge, 14);
    expect(clopperPearson(110, 110).low).toBeCloseTo(1 - edge, 14);
    expect(clopperPearson(110, 110).high).toBe(1);
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => clopperPearson(3, 2)).toThrow("clopperPearson: failures must be an integer in [0, 2], got 3");
    expect(() => clopperPearson(0, 0)).toThrow("clopperPearson: draws must be an integer in [1, 1000000000], got 0");
    expect(() => clopperPearson(0, 1, 1)).toThrow("clopperPearson: alpha must be in (0, 1), got 1");
  });
});

describe("drawsToDecide", () => {
  test("117 draws settle delta = 0.1 and 1217 settle 0.01, at the report's level", () => {
    expect([drawsToDecide(0.1), drawsToDecide(0.01)]).toEqual([117, 1217]);
  });

  test("is the least such number: one draw fewer leaves the interval above delta", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 0.9, noNaN: true }), (delta) => {
        const draws = drawsToDecide(delta);
        expect(clopperPearson(0, draws).high).toBeLessThanOrEqual(delta * (1 + 1e-14));
        if (draws > 1) expect(clopperPearson(0, draws - 1).high).toBeGreaterThan(delta * (1 - 1e-14));
      }),
    );
  });

  test("rejects delta outside (0, 1)", () => {
    expect(() => drawsToDecide(0)).toThrow("drawsToDecide: delta must be in (0, 1), got 0");
  });
});

describe("quantileInterval", () => {
  const ranks = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i + 1);

  test("takes the innermost order statistics that exact binomial tails allow", () => {
    for (const alpha of [0.05, LEVEL]) {
      for (const [n, q] of [
        [9, 0.5],
        [40, 0.5],
        [101, 0.9],
        [200, 0.05],
      ] as const) {
        const { low, high } = quantileInterval(ranks(n), q, alpha);
        const cdf = (k: number): number => (k < 0 ? 0 : exactBinomial(k, n, q).cdf.toNumber());
        const tail = (k: number): number => (k > n ? 0 : exactBinomial(k - 1, n, q).above.toNumber());
        const [l, u] = [Number.isFinite(low) ? low : 0, Number.isFinite(high) ? high : n + 1];
        expect(l === 0 || cdf(l - 1) <= alpha, `low rank ${l} of ${n}`).toBe(true);
        expect(cdf(l), `rank ${l + 1} of ${n} would be too high`).toBeGreaterThan(alpha);
        expect(tail(u), `high rank ${u} of ${n}`).toBeLessThanOrEqual(alpha);
        expect(tail(u - 1), `rank ${u - 1} of ${n} would be too low`).toBeGreaterThan(alpha);
      }
    }
  });

  test("covers with ties too: every sample of 10 from {0, 1}, enumerated, for each p", () => {
    const [n, alpha, q] = [10, 0.06, 0.5];
    for (const p of [0.1, 0.45, 0.55, 0.9]) {
      const quantile = 1 - p >= q ? 0 : 1;
      let [above, below] = [0, 0];
      for (let ones = 0; ones <= n; ones++) {
        const sample = Float64Array.from({ length: n }, (_, i) => (i < ones ? 1 : 0));
        const { low, high } = quantileInterval(sample, q, alpha);
        if (low > quantile) above += mass(ones, n, p);
        if (high < quantile) below += mass(ones, n, p);
      }
      expect(above).toBeLessThanOrEqual(alpha);
      expect(below).toBeLessThanOrEqual(alpha);
    }
  });

  test("the value lies in the interval, the order of the sample does not matter, and it is left alone", () => {
    const sample = fc.float64Array({ minLength: 1, maxLength: 60, noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(sample, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (values, q) => {
        const copy = values.slice();
        const interval = quantileInterval(values, q, 0.05);
        expect(values).toEqual(copy);
        expect(interval.low <= interval.value && interval.value <= interval.high).toBe(true);
        expect(quantileInterval(copy.reverse(), q, 0.05)).toEqual(interval);
      }),
    );
  });

  test("a sample too small for an end gives an infinite one", () => {
    expect(quantileInterval(ranks(3), 0.5)).toEqual({ value: 2, low: -Infinity, high: Infinity });
    expect(quantileInterval(ranks(18), 0.5).low).toBe(1); // 2^-18 < LEVEL < 2^-16
    expect(quantileInterval(ranks(16), 0.5).low).toBe(-Infinity);
  });

  test("the median of an even sample is midway; type 8 puts the 0.9-quantile of 1..10 at 9.6333", () => {
    expect(quantileInterval(ranks(10), 0.5, 0.05).value).toBeCloseTo(5.5, 12);
    expect(quantileInterval(ranks(10), 0.9, 0.05).value).toBeCloseTo(1 / 3 + (10 + 1 / 3) * 0.9, 12);
  });

  test("the estimate stays within the sample: ranks 23/15 of one value, 51/20 of two, are its last, 9/20 its first", () => {
    expect(quantileInterval(Float64Array.of(7), 0.9, 0.05).value).toBe(7);
    expect(quantileInterval(ranks(2), 0.95, 0.05).value).toBe(2);
    expect(quantileInterval(ranks(2), 0.05, 0.05).value).toBe(1);
  });

  test("infinite values keep their place", () => {
    const { value, high } = quantileInterval(Float64Array.of(1, Infinity, 2, Infinity, Infinity), 0.5, 0.2);
    expect([value, high]).toEqual([Infinity, Infinity]);
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => quantileInterval(new Float64Array(0), 0.5)).toThrow("quantileInterval: sample must not be empty");
    expect(() => quantileInterval(Float64Array.of(1, NaN), 0.5)).toThrow(
      "quantileInterval: sample must hold numbers, got NaN",
    );
    expect(() => quantileInterval(ranks(3), 1)).toThrow("quantileInterval: q must be in (0, 1), got 1");
    expect(() => quantileInterval(ranks(3), 0.5, 0.5)).toThrow("quantileInterval: alpha must be in (0, 1/2), got 0.5");
  });
});

describe("ratioInterval", () => {
  test("is the Clopper-Pearson interval over p0", () => {
    const { low, high } = clopperPearson(12, 400);
    expect(ratioInterval(12, 400, 0.04)).toEqual({ value: 0.75, low: low / 0.04, high: high / 0.04 });
  });

  test("rejects p0 = 0", () => {
    expect(() => ratioInterval(1, 2, 0)).toThrow("ratioInterval: p0 must be in (0, 1], got 0");
  });
});
