import { describe, expect, test } from "vitest";
import { logBinomialDraw } from "../../../src/limit/sampler/log-binomial-draw.js";
import { logGammaDraw } from "../../../src/limit/sampler/log-gamma-draw.js";
import { binomialCdf, gammaP } from "../../../src/kit/probability/index.js";
import { Stream, stream } from "../../../src/kit/random/index.js";

const DRAWS = 20_000;
/** One-sample Kolmogorov-Smirnov bound (Massart): exceeded with probability below 1e-4 if the law is right. */
const CRITICAL = Math.sqrt(Math.log(2e4) / (2 * DRAWS));

function sample(name: string, draw: (s: ReturnType<typeof stream>) => number): Float64Array {
  const source = stream(11, name);
  return Float64Array.from({ length: DRAWS }, () => draw(source)).sort();
}

/** Largest distance between a sample's distribution function and a given one, at a few hundred of its points. */
function distance(sorted: Float64Array, cdf: (x: number) => number): number {
  let largest = 0;
  for (let i = 50; i < sorted.length; i += 100) {
    if (sorted[i] === sorted[i + 1]) continue;
    largest = Math.max(largest, Math.abs(cdf(sorted[i]!) - (i + 1) / sorted.length));
  }
  return largest;
}

describe("logGammaDraw", () => {
  test.each([1, 2, 7, 1000])("has the law Gamma(%d) (error 1e-4)", (m) => {
    const draws = sample(`gamma ${m}`, (s) => logGammaDraw(s, Math.log(m)));
    expect(distance(draws, (ln) => gammaP(m, Math.exp(ln)))).toBeLessThan(CRITICAL);
  });

  test("has mean m and variance m where m is 10^12, and is m where it is 10^1000", () => {
    const m = 1e12;
    const scaled = sample("large", (s) => Math.sqrt(m) * Math.expm1(logGammaDraw(s, Math.log(m)) - Math.log(m)));
    const mean = scaled.reduce((a, b) => a + b) / DRAWS;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(DRAWS));
    const variance = scaled.reduce((a, b) => a + b * b, 0) / DRAWS;
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / DRAWS));
    expect(logGammaDraw(stream(1), 2302.585)).toBe(2302.585);
  });
});

/** A stream whose next normal variable is the u-quantile: its top bit is the sign, the others are the tail's. */
class QuantileStream extends Stream {
  constructor(private readonly u: number) {
    super(0, 0, 0, 0);
  }

  override fillLanes(words: Uint32Array): void {
    const scaled = Math.min(this.u, 1 - this.u) * 2 ** 32;
    words[0] = (this.u < 0.5 ? 0x80000000 : 0) + Math.floor(scaled);
    words[1] = Math.floor((scaled % 1) * 2 ** 32);
  }
}

describe("logBinomialDraw", () => {
  // P(Bin(10^6, 1.01e-4) <= k), summed term by term by mpmath, 40 digits: variance 101, where the normal form begins.
  test.each([
    [71, 0.00102907791212992],
    [81, 0.0232240920381539],
    [91, 0.172613109895633],
    [96, 0.331980907870039],
    [101, 0.526430709631142],
    [106, 0.711882751162264],
    [111, 0.851712276400808],
    [121, 0.976828944688914],
    [131, 0.998219585736628],
  ])("beyond variance 100 is at most %d with the binomial probability %d to 1e-3", (k, probability) => {
    const drawAt = (u: number): number =>
      Math.round(Math.exp(logBinomialDraw(new QuantileStream(u), Math.log(1e6), Math.log(1.01e-4))));
    expect(drawAt(probability - 1e-3)).toBeLessThanOrEqual(k);
    expect(drawAt(probability + 1e-3)).toBeGreaterThan(k);
  });

  test.each([
    [10, 0.3],
    [1000, 0.01],
    [1000, 0.97],
    [1e9, 5e-9],
    [1e5, 0.2],
    [1e6, 0.9999],
  ])("has the law Bin(%d, %d) (error 1e-4)", (m, p) => {
    const draws = sample(`binomial ${m} ${p}`, (s) =>
      Math.round(Math.exp(logBinomialDraw(s, Math.log(m), Math.log(p)))),
    );
    expect(distance(draws, (k) => binomialCdf(k, m, p))).toBeLessThan(CRITICAL);
  });

  test("is an integer below 2^52, however large its variance", () => {
    const source = stream(12, "integers");
    for (let draw = 0; draw < 100; draw++) {
      const value = Math.exp(logBinomialDraw(source, Math.log(1e6), Math.log(0.3)));
      expect(Math.abs(value - Math.round(value))).toBeLessThan(1e-8);
    }
  });

  test("is Poisson where m is 10^1000 and the mean is 3", () => {
    const draws = sample("poisson", (s) => Math.round(Math.exp(logBinomialDraw(s, 2302, Math.log(3) - 2302))));
    const mean = draws.reduce((a, b) => a + b) / DRAWS;
    expect(Math.abs(mean - 3)).toBeLessThan(4 * Math.sqrt(3 / DRAWS));
  });

  test("a NaN throws, by name", () => {
    expect(() => logBinomialDraw(stream(1), NaN, -1)).toThrow("logBinomialDraw: lnM must be a number, got NaN");
    expect(() => logBinomialDraw(stream(1), 3, NaN)).toThrow("logBinomialDraw: lnP must be <= 0, got NaN");
    for (const bad of [NaN, -Infinity, -1]) {
      expect(() => logGammaDraw(stream(1), bad)).toThrow(`logGammaDraw: lnM must be >= 0, got ${bad}`);
    }
  });

  test("none for p = 0, all for p = 1", () => {
    expect(logBinomialDraw(stream(1), 10, -Infinity)).toBe(-Infinity);
    expect(logBinomialDraw(stream(1), 10, 0)).toBe(10);
  });
});
