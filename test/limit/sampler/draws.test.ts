import { describe, expect, test } from "vitest";
import { logBinomialDraw } from "../../../src/limit/sampler/log-binomial-draw.js";
import { logGammaDraw } from "../../../src/limit/sampler/log-gamma-draw.js";
import { binomialCdf, gammaP } from "../../../src/probability/index.js";
import { stream, type Stream } from "../../../src/random/index.js";

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

/** A stream whose one normal variable has the lower tail probability u: two words, the sign in the first bit. */
function normalAt(u: number): Stream {
  const tail = Math.min(u, 1 - u) * 2 ** 64;
  const fillLanes = (words: Uint32Array): void => {
    words[0] = (u < 0.5 ? 2 ** 31 : 0) + Math.min(2 ** 31 - 1, Math.floor(tail / 2 ** 32));
    words[1] = Math.floor(tail % 2 ** 32);
  };
  return { fillLanes } as unknown as Stream;
}

/** The distribution function of the drawn number at k: the largest u whose draw is at most k. */
function lastBelow(k: number, m: number, p: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 40; halving++) {
    const u = (low + high) / 2;
    if (Math.exp(logBinomialDraw(normalAt(u), Math.log(m), Math.log(p))) < k + 0.5) low = u;
    else high = u;
  }
  return low;
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

describe("logBinomialDraw", () => {
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

  // P[Bin(1,000,000, 1.02e-4) <= k] by mpmath 1.3.0 in 40 digits, term by term; variance 102, where the normal draw begins.
  test.each([
    [75, 0.0031216480535867741],
    [85, 0.048042894182512331],
    [95, 0.26305639060643583],
    [102, 0.52630115425774832],
    [110, 0.80140873251969963],
    [120, 0.96378113859489643],
    [130, 0.99673365330997837],
  ])("beyond variance 100 its distribution function is within .001 of the exact one at k = %d", (k, exact) => {
    expect(Math.abs(lastBelow(k, 1e6, 1.02e-4) - exact)).toBeLessThan(1e-3);
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
