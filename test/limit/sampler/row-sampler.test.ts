import { describe, expect, test } from "vitest";
import {
  maxErrorExponent,
  RowSampler,
  rowErrorExponent,
  tailMassExponent,
  type RowSample,
} from "../../../src/limit/index.js";
import { normalHazard, normalTailQuantileFromLog } from "../../../src/kit/probability/index.js";
import { stream } from "../../../src/kit/random/index.js";
import { TypicalRow } from "../typical-row.js";

const LN_1E100 = 100 * Math.LN10;
const LN_1E1000 = 1000 * Math.LN10;

describe("a row of equal logits, in closed form at every length", () => {
  test.each([2, 1000, 1025, 1e6, 2 ** 52])("n = %d", (n) => {
    const windows = [1, Math.ceil(n / 3), n - 1, n];
    const sampler = new RowSampler({ n, scale: { sigma: 0 }, windows, lnEpsilons: [-1e-9 - Math.log(n), 0] });
    const row = sampler.sample(stream(1, n));
    expect(row.lnPartition).toBeCloseTo(Math.log(n), 9);
    expect(row.lnParticipation).toBeCloseTo(Math.log(n), 9);
    expect(row.lnEffective[0]).toBeCloseTo(Math.log(n), 9);
    expect(row.lnEffective[1]).toBe(-Infinity);
    windows.forEach((k, i) => {
      const { lnMass, lnTail, lnL1, lnL2, lnLinf, lnKl, lnNext } = row.windows[i]!;
      const left = 1 - k / n;
      expect(Math.exp(lnMass)).toBeCloseTo(k / n, 9);
      if (k === n) {
        expect([lnTail, lnL1, lnL2, lnLinf, lnKl, lnNext]).toEqual(Array(6).fill(-Infinity));
        return;
      }
      expect(lnTail - Math.log(left)).toBeCloseTo(0, 9);
      expect(lnL1 - Math.log(2 * left)).toBeCloseTo(0, 9);
      expect(lnL2 - 0.5 * Math.log(left / k)).toBeCloseTo(0, 9); // sqrt(1 / k - 1 / n)
      expect(lnLinf - Math.max(Math.log(left / k), -Math.log(n))).toBeCloseTo(0, 9);
      expect(lnKl - Math.log(-Math.log1p(-left))).toBeCloseTo(0, 9);
      expect(lnNext).toBeCloseTo(-Math.log(n), 9);
    });
  });
});

test("the error stated of D and of a tail is twice the largest weight that was summed in a block over either", () => {
  const sampler = new RowSampler({ n: 5000, scale: { sigma: 0 }, windows: [200, 4000] });
  const { error, windows } = sampler.sample(stream(2, "error"));
  expect(error).toBeCloseTo(2 / 5000, 14);
  expect(windows.map((one) => one.error)).toEqual([2 / 4800, 2 / 1000].map((x) => expect.closeTo(x, 14) as number));
});

describe("D and sum e^(2z) have their exact means, n e^(sigma^2 / 2) and n e^(2 sigma^2), to 4 standard errors of 2000 rows", () => {
  test.each([
    [1025, 0.5],
    [1025, 1],
    [1e5, 1],
    [1e12, 0.5],
    [1e12, 1],
  ])("n = %d, sigma = %d", (n, sigma) => {
    const sampler = new RowSampler({ n, scale: { sigma }, windows: [1000] });
    const rows = Array.from({ length: 2000 }, (_, row) => sampler.sample(stream(8, n, sigma, row)));
    const sums = rows.map((row) => Math.exp(row.lnPartition - Math.log(n) - 0.5 * sigma ** 2));
    const squares = rows.map((row) =>
      Math.exp(2 * row.lnPartition - row.lnParticipation - Math.log(n) - 2 * sigma ** 2),
    );
    // The standard errors of independent entries: at n = 10^12 the first is 3e-8.
    const tolerance = (power: number): number => 4 * Math.sqrt(Math.expm1((power * sigma) ** 2) / (n * rows.length));
    expect(Math.abs(mean(sums) - 1)).toBeLessThan(tolerance(1));
    expect(Math.abs(mean(squares) - 1)).toBeLessThan(tolerance(2));
    const variance = mean(sums.map((x) => (x - 1) ** 2));
    expect((variance * n) / Math.expm1(sigma ** 2)).toBeGreaterThan(0.85); // relative standard error .03 or a little more
    expect((variance * n) / Math.expm1(sigma ** 2)).toBeLessThan(1.15);
  });

  const mean = (values: number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
});

describe("at n = 10^1000", () => {
  const typical = new TypicalRow(LN_1E1000, 8000);
  const cases = [0.3, 0.6, 0.9].flatMap((c) => [0.2, 0.5, 0.8].map((C) => [c, C] as const));

  test.each(cases)("c = %d, C = %d: the norms of a row summed rank by rank, to 5e-3 in the exponent", (c, C) => {
    const sampler = new RowSampler({ n: { ln: LN_1E1000 }, scale: { c }, windows: [{ ln: C * LN_1E1000 }] });
    const row = sampler.sample(stream(3, c, C));
    const logs = typical.measure(c, C);
    const [w] = row.windows;
    const pairs = [
      [row.lnPartition, logs.partition],
      [row.lnParticipation, -logs.squares],
      [w!.lnMass, logs.captured],
      [w!.lnTail, logs.tail],
      [w!.lnL2, logs.rowError],
    ] as const;
    // Both fluctuate or are cut by ln of a few units: the largest logit alone by c sqrt(2 ln n) / b times a Gumbel variable.
    for (const [sampled, summed] of pairs) expect(Math.abs(sampled - summed) / LN_1E1000).toBeLessThan(5e-3);
  });

  test("errors at 10^(10^6) follow the limit law's exponents to 1e-4", () => {
    const lnN = 1e6 * Math.LN10;
    for (const [c, C] of cases) {
      const sampler = new RowSampler({ n: { ln: lnN }, scale: { c }, windows: [{ ln: C * lnN }] });
      const [w] = sampler.sample(stream(4, c, C)).windows;
      expect(Math.abs(w!.lnTail / lnN - tailMassExponent(c, C))).toBeLessThan(1e-4);
      expect(Math.abs(w!.lnL2 / lnN - rowErrorExponent(c, C))).toBeLessThan(1e-4);
      expect(Math.abs(w!.lnLinf / lnN - maxErrorExponent(c, C))).toBeLessThan(1e-4);
    }
  });
});

test("in the frozen phase sum p^2 has mean 1 - a, a = h(b) / sigma, at n = 10^100 (4 standard errors of 2000 rows)", () => {
  for (const c of [1.2, 2]) {
    const rows = 2000;
    const sampler = new RowSampler({ n: { ln: LN_1E100 }, scale: { c }, windows: [] });
    const squares = Array.from({ length: rows }, (_, row) =>
      Math.exp(-sampler.sample(stream(5, c, row)).lnParticipation),
    );
    const mean = squares.reduce((sum, x) => sum + x, 0) / rows;
    const deviation = Math.sqrt(squares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / rows);
    const a = normalHazard(normalTailQuantileFromLog(-LN_1E100)) / sampler.sigma;
    expect(Math.abs(mean - (1 - a))).toBeLessThan((4 * deviation) / Math.sqrt(rows) + 0.004); // .004: a differs along the row
  }
});

describe("a row is a function of its stream", () => {
  const law = { n: 1e12, scale: { sigma: 2 }, windows: [1, 100, 1e6], lnEpsilons: [-10, -20] };

  test("whatever rows were drawn before it, by whichever sampler", () => {
    const one = new RowSampler(law);
    const forward = [0, 1, 2].map((row) => one.sample(stream(6, row)));
    const other = new RowSampler(law);
    const backward = [2, 1, 0].map((row) => other.sample(stream(6, row))).reverse();
    expect(forward).toEqual(backward);
  });
});

describe("properties of every row", () => {
  const lengths = [2, 700, 1025, 1e5, 1e12, { ln: 500 }, { ln: 1e7 }];
  const scales = [{ sigma: 0.1 }, { sigma: 3 }, { c: 0.7 }, { c: 1.5 }, { c: 50 }];

  test.each(lengths)("n = %j: masses and tails are shares, errors are ordered and fall with the window", (n) => {
    const lnN = typeof n === "number" ? Math.log(n) : n.ln;
    const windows = [0, 0.1, 0.3, 0.6, 0.9, 0.99].map((C) => ({ ln: C * lnN }));
    for (const scale of scales) {
      const sampler = new RowSampler({ n, scale, windows, lnEpsilons: [-1, -5, -20, -700] });
      for (let index = 0; index < 5; index++) checkRow(sampler.sample(stream(7, index)), lnN);
    }
  });
});

function checkRow(row: RowSample, lnN: number): void {
  const slack = 1e-12 * lnN + 1e-12;
  expect(row.lnLargest).toBeLessThanOrEqual(0);
  expect(row.lnParticipation).toBeLessThanOrEqual(lnN + slack);
  expect(row.error).toBeGreaterThanOrEqual(0);
  row.lnEffective.forEach((count, i) => {
    expect(count).toBeLessThanOrEqual(Math.min(lnN, [1, 5, 20, 700][i]!) + slack); // N_eps < 1 / eps
  });
  row.windows.forEach((w, i) => {
    const before = row.windows[i - 1];
    for (const value of Object.values(w)) expect(value).not.toBeNaN();
    expect(Math.exp(w.lnMass) + Math.exp(w.lnTail)).toBeCloseTo(1, 9);
    expect(w.lnLinf).toBeLessThanOrEqual(w.lnL2 + slack);
    expect(w.lnL2).toBeLessThanOrEqual(w.lnL1 + slack);
    if (before !== undefined) {
      expect(w.lnTail).toBeLessThanOrEqual(before.lnTail + slack);
      expect(w.lnNext).toBeLessThanOrEqual(before.lnNext + slack);
    }
  });
}

describe("errors name the function, the requirement and the value", () => {
  const law = { n: 100, scale: { sigma: 1 }, windows: [1] };
  test.each([
    [{ ...law, n: 1 }, "RowSampler: n must be at least 2, got 1"],
    [{ ...law, n: 2.5 }, "RowSampler: n must be an integer in [1, 2^53) or given by its logarithm, got 2.5"],
    [{ ...law, n: { ln: Infinity } }, "RowSampler: ln n must be finite and >= 0, got Infinity"],
    [{ ...law, windows: [101] }, "RowSampler: k must be at most n = 100, got 101"],
    [{ ...law, windows: [0] }, "RowSampler: k must be an integer in [1, 2^53)"],
    [{ ...law, scale: { sigma: -1 } }, "RowSampler: sigma must be finite and >= 0, got -1"],
    [{ ...law, scale: { sigma: 1e308 } }, "RowSampler: sigma must be at most 1e+150, got 1e+308"],
    [{ ...law, lnEpsilons: [0, NaN] }, "RowSampler: ln eps must be a number, got NaN"],
  ])("%j", (bad, message) => {
    expect(() => new RowSampler(bad)).toThrow(message);
  });

  test("a self logit where none is asked for, or none where one is", () => {
    expect(() => new RowSampler(law).sample(stream(1), 3)).toThrow(
      "selfLogit must be left out, as the law has no self, got 3",
    );
    expect(() => new RowSampler({ ...law, self: true }).sample(stream(1))).toThrow(
      "selfLogit must be a finite number, got none",
    );
  });
});
