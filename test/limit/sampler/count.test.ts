import { describe, expect, test } from "vitest";
import {
  compareCounts,
  countOf,
  countText,
  integerCount,
  logDifference,
  neighbour,
  sizeOf,
  type Count,
} from "../../../src/limit/sampler/count.js";
import { RowSampler } from "../../../src/limit/index.js";
import { stream } from "../../../src/kit/random/index.js";

const LAST = 2 ** 53 - 1;
const LN_LAST = Math.log(2 ** 53);
const count = (size: number | { ln: number }): Count => countOf("test", "size", size);

describe("a count", () => {
  test("is an integer below 2^53 and a logarithm from there on, however it is made", () => {
    expect(count(LAST).value).toBe(LAST);
    expect(count({ ln: 36 }).value).toBe(Math.round(Math.exp(36)));
    expect(count({ ln: 36.7 }).value).toBe(Math.round(Math.exp(36.7)));
    expect(count({ ln: LN_LAST }).value).toBe(Infinity);
    expect(integerCount(2 ** 53)).toEqual({ ln: LN_LAST, value: Infinity });
    expect(neighbour(count(LAST), 1).value).toBe(Infinity);
    for (const size of [1, 7, LAST, { ln: 40 }]) expect(sizeOf(count(size))).toEqual(size);
  });

  test("has one order with all others, and differences of at least 1", () => {
    const ascending = [
      ...[1, 6_130_000_000_000_000, LAST - 1, LAST].map(count),
      ...[LN_LAST, LN_LAST + 1e-14, 36.8, 50].map((ln) => count({ ln })),
    ];
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) {
        expect(Math.sign(compareCounts(a, b))).toBe(Math.sign(i - j));
        if (i > j) expect(logDifference(a, b)).toBeGreaterThanOrEqual(0);
        if (i === j) expect(logDifference(a, b)).toBe(-Infinity);
        if (i < j) expect(() => logDifference(a, b)).toThrow("logDifference: a must be >= b = ");
      }
    }
  });

  test("refuses what is no integer, by name, and is written as people write it", () => {
    expect(() => integerCount(NaN)).toThrow("integerCount: value must be an integer >= 1, got NaN");
    expect(() => integerCount(0)).toThrow("got 0");
    expect(() => count({ ln: NaN })).toThrow("test: ln size must be finite and >= 0, got NaN");
    expect([countText(count(4096)), countText(count({ ln: 1000 * Math.LN10 }))]).toEqual(["4096", "10^1000"]);
  });
});

describe("rows with windows around 2^53", () => {
  const windows = [
    { ln: 36.2 },
    6_130_000_000_000_000,
    { ln: 36.353 },
    7_000_000_000_000_000,
    LAST - 1,
    LAST,
    { ln: LN_LAST },
    { ln: 36.74 },
    { ln: 37 },
  ];
  test.each([LN_LAST, 36.75, 37.05, 37.1, 38, 39, 40, 50, 2302.6])("ln n = %d: tails fall, nothing is NaN", (ln) => {
    const fitting = windows.filter((k) => compareCounts(count(k), count({ ln })) <= 0);
    for (const sigma of [0, 1e-9, 1, 8]) {
      const source = stream(3, "around 2^53", ln, sigma);
      const sample = new RowSampler({ n: { ln }, scale: { sigma }, windows: fitting, lnEpsilons: [-20, -40] }).sample(
        source,
      );
      const tails = sample.windows.map(({ lnTail }) => lnTail);
      for (const one of sample.windows) for (const value of Object.values(one)) expect(value).not.toBeNaN();
      for (let i = 1; i < tails.length; i++) expect(tails[i]!).toBeLessThanOrEqual(tails[i - 1]! + 1e-9);
      if (sigma === 0) {
        tails.forEach((tail, i) => expect(Math.exp(tail)).toBeCloseTo(1 - Math.exp(count(fitting[i]!).ln - ln), 9));
      }
      expect(source.position).toBeLessThan(1000); // draws: 128 at the top, then some for each cut
    }
  });
});
