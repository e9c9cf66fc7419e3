import { describe, expect, test } from "vitest";
import {
  effectiveIndex,
  expectedEntriesAbove,
  expectedRatio,
  expectedSquares,
  expectedTail,
  ratioCdf,
  RowSampler,
} from "../../src/limit/index.js";
import { lineIntegral } from "../../src/limit/line-integral.js";
import { stream } from "../../src/kit/random/index.js";
import { big, bigLogGamma, type BigNumber } from "../kit/probability/reference.js";

/** E(1 - m_k) in 64 digits: q by subtraction, psi by its series for every l, steps of 1/8 in ln l. */
function bigTail(a: number, k: number): BigNumber {
  const index = big(a);
  const one = big(1);
  const gamma = bigLogGamma(one.minus(index)).exp();
  let sum = big(0);
  for (let step = -320; step <= 34; step++) {
    const l = big(step).div(8).exp();
    const damped = l.neg().exp();
    let term = one.div(one.minus(index));
    let series = term;
    for (let j = 1; term.gt(series.times("1e-62")); j++) {
      term = term.times(l).div(one.minus(index).plus(j));
      series = series.plus(term);
    }
    const m = damped.times(series);
    const psi = damped.plus(l.times(m));
    const q = psi.minus(gamma.times(l.pow(index)));
    const value = m
      .times(index)
      .times(k)
      .times(l)
      .times(damped)
      .times(q.pow(k - 1))
      .div(psi.pow(k + 1));
    sum = sum.plus(value);
  }
  return sum.div(8);
}

describe("expectedTail", () => {
  test.each([
    [0.5, 1],
    [0.5, 7],
    [0.8, 3],
    [0.25, 2],
  ])("a = %d, k = %d: to 1e-12 of 64 digits", (a, k) => {
    expect(Math.abs(expectedTail(a, k) / bigTail(a, k).toNumber() - 1)).toBeLessThan(1e-12);
  });

  test("E p_(1) = integral of e^-l / psi(l): another formula of Pitman and Yor, by another rule, a = 1/2", () => {
    // At a = 1/2, psi(l) = e^-l + sqrt(pi l) erf(sqrt l); the midpoint rule in s = sqrt l, erf by its series.
    const erf = (x: number): number => {
      let [term, sum] = [x, x];
      for (let j = 1; Math.abs(term) > 1e-18; j++) sum += term *= (2 * x * x) / (2 * j + 1);
      return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
    };
    const count = 200_000;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const s = ((i + 0.5) * 6) / count;
      sum += (2 * s * Math.exp(-s * s)) / (Math.exp(-s * s) + Math.sqrt(Math.PI) * s * erf(s));
    }
    expect(1 - expectedTail(0.5, 1)).toBeCloseTo((sum * 6) / count, 9);
  });

  test("falls with the window, rises with a, and stays in (0, 1)", () => {
    for (const a of [0.05, 0.3, 0.6, 0.95]) {
      let last = 1;
      for (const k of [1, 2, 5, 20, 100, 1000]) {
        const tail = expectedTail(a, k);
        expect(tail).toBeGreaterThan(0);
        expect(tail).toBeLessThan(last);
        expect(tail).toBeLessThan(expectedTail(a + 0.04, k));
        last = tail;
      }
    }
  });
});

describe("simulated from arrival times: p_j = G_j^(-1/a) over the sum, 6000 draws, 4 standard errors", () => {
  const KEPT = 400;
  const draws = 6000;
  for (const a of [0.4, 0.7]) {
    test(`a = ${a}`, () => {
      const samples = { tail1: 0, tail5: 0, squares: 0, above: 0, ratio: 0 };
      const seconds = { ...samples };
      for (let draw = 0; draw < draws; draw++) {
        const row = arrivalRow(stream(51, a, draw), a, KEPT);
        for (const [name, value] of Object.entries(row) as [keyof typeof samples, number][]) {
          samples[name] += value / draws;
          seconds[name] += (value * value) / draws;
        }
      }
      const expected = {
        tail1: expectedTail(a, 1),
        tail5: expectedTail(a, 5),
        squares: expectedSquares(a),
        above: expectedEntriesAbove(a, 0.05),
        ratio: expectedRatio(a, 3),
      };
      for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
        const error = Math.sqrt((seconds[name] - samples[name] ** 2) / draws);
        expect(Math.abs(samples[name] - expected[name]), name).toBeLessThan(4 * error + 1e-4);
      }
    });
  }
});

/** The largest points exactly, the rest by their mean given the last of them. */
function arrivalRow(
  source: ReturnType<typeof stream>,
  a: number,
  kept: number,
): Record<"tail1" | "tail5" | "squares" | "above" | "ratio", number> {
  const points = new Float64Array(kept);
  let time = 0;
  for (let j = 0; j < kept; j++) {
    time -= Math.log(source.uniform());
    points[j] = time ** (-1 / a);
  }
  const rest = (time * points[kept - 1]!) / (1 / a - 1);
  const total = points.reduce((sum, x) => sum + x, rest);
  const head = (k: number): number => points.subarray(0, k).reduce((sum, x) => sum + x, 0);
  return {
    tail1: 1 - head(1) / total,
    tail5: 1 - head(5) / total,
    squares: points.reduce((sum, x) => sum + (x / total) ** 2, 0),
    above: points.reduce((count, x) => count + (x / total > 0.05 ? 1 : 0), 0),
    ratio: points[3]! / points[2]!,
  };
}

test("the sampler at n = 10^1000 follows PD(a, 0) at the effective a: tails, N_eps, sum p^2; 3000 rows", () => {
  const lnN = 1000 * Math.LN10;
  for (const c of [1.3, 2]) {
    const sampler = new RowSampler({ n: { ln: lnN }, scale: { c }, windows: [2, 10], lnEpsilons: [Math.log(0.02)] });
    const a = effectiveIndex(lnN, sampler.sigma);
    expect(Math.abs(a - 1 / c)).toBeLessThan(2e-3);
    const rows = Array.from({ length: 3000 }, (_, row) => sampler.sample(stream(52, c, row)));
    const compare = (values: number[], expected: number): void => {
      const mean = values.reduce((x, y) => x + y, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
      // A relative .01 for what is left of the finite length: a differs along the row by 1 / (2 ln n) or so.
      expect(Math.abs(mean - expected)).toBeLessThan((4 * deviation) / Math.sqrt(values.length) + 0.01 * expected);
    };
    compare(
      rows.map((row) => Math.exp(row.windows[0]!.lnTail)),
      expectedTail(a, 2),
    );
    compare(
      rows.map((row) => Math.exp(row.windows[1]!.lnTail)),
      expectedTail(a, 10),
    );
    compare(
      rows.map((row) => Math.exp(row.lnEffective[0]!)),
      expectedEntriesAbove(a, 0.02),
    );
    compare(
      rows.map((row) => Math.exp(-row.lnParticipation)),
      expectedSquares(a),
    );
  }
});

test("ratioCdf has the mean expectedRatio", () => {
  for (const k of [1, 4]) {
    let mean = 0;
    for (let i = 0; i < 1e5; i++) mean += (1 - ratioCdf(0.6, k, (i + 0.5) / 1e5)) / 1e5;
    expect(mean).toBeCloseTo(expectedRatio(0.6, k), 8);
  }
});

describe("lineIntegral", () => {
  test("of a Gaussian and of the density of a logistic variable, wherever the centre", () => {
    expect(lineIntegral((y) => Math.exp(-y * y), 0.3)).toBeCloseTo(Math.sqrt(Math.PI), 14);
    expect(lineIntegral((y) => 1 / (4 * Math.cosh(0.5 * y) ** 2), 1.7)).toBeCloseTo(1, 13);
  });

  test("refuses what does not decay or does not converge", () => {
    expect(() => lineIntegral(() => 1, 0)).toThrow("lineIntegral: the integrand must decay");
  });
});

test("errors name the function, the requirement and the value", () => {
  expect(() => expectedTail(1, 1)).toThrow("expectedTail: a must be in (0, 1), got 1");
  expect(() => expectedTail(0.5, 0)).toThrow("expectedTail: k must be an integer >= 1, got 0");
  expect(() => expectedEntriesAbove(0.5, 1)).toThrow("expectedEntriesAbove: eps must be in (0, 1), got 1");
  expect(() => effectiveIndex(10, 0)).toThrow("effectiveIndex: sigma must be finite and > 0, got 0");
});
