import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomialCdf,
  binomialTail,
  chiSquareTail,
  normalCdf,
  normalTail,
  normalTailQuantile,
} from "../../../src/kit/probability/index.js";
import { portableLog } from "../../../src/kit/random/log.js";
import { fillNormal, normal, stream } from "../../../src/kit/random/index.js";
import { big, bigLog, relativeError } from "../probability/reference.js";

/** Error rate of each one-sided statistical check below: the seeds are fixed, so it is spent once, when they were set. */
const ERROR_RATE = 1e-6;

/** Is a count of `draws` that happens with probability p inside the exact two-sided binomial bounds? */
function plausible(count: number, draws: number, p: number): boolean {
  return binomialCdf(count, draws, p) > ERROR_RATE && binomialTail(count, draws, p) > ERROR_RATE;
}

function countAbove(values: Float64Array, threshold: number): number {
  return values.reduce((count, z) => count + (z > threshold ? 1 : 0), 0);
}

describe("portableLog", () => {
  test("is within one unit in the last place of 64 digits over its whole range", () => {
    const points = [5e-324, 2 ** -65, 1e-10, 0.075, 0.3, Math.SQRT1_2, 0.7072, 0.999, 1 - 2 ** -53];
    for (const x of points) expect(relativeError(portableLog(x), bigLog(big(x)))).toBeLessThan(2.3e-16);
    expect(portableLog(1)).toBe(0);
  });

  test("agrees with Math.log to one unit in the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true }), (x) => {
        return Math.abs(portableLog(x) - Math.log(x)) <= 2.3e-16 * Math.abs(Math.log(x));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("fillNormal", () => {
  const draws = 4_000_000;
  const sample = new Float64Array(draws);
  fillNormal(stream(20240404, "normal"), sample);

  test("is the inverse cdf of the lane's 63-bit tail probability, signed by its top bit", () => {
    const count = 20_000;
    const lanes = new Uint32Array(2 * count);
    stream(3, "lanes").fillLanes(lanes, count);
    const values = new Float64Array(count);
    fillNormal(stream(3, "lanes"), values);
    const worst = values.reduce((error, z, i) => {
      const tail = ((lanes[2 * i]! % 2 ** 31) * 2 ** 32 + (lanes[2 * i + 1]! + 0.5)) / 2 ** 64;
      const expected = (lanes[2 * i]! < 2 ** 31 ? 1 : -1) * normalTailQuantile(tail);
      return Math.max(error, Math.abs(z / expected - 1));
    }, 0);
    expect(worst).toBeLessThan(1e-15);
  });

  test.each([0, 0.5, 1, 2, 3, 4])("crosses +-%d sigma as often as the normal law", (threshold) => {
    const p = normalTail(threshold);
    expect(plausible(countAbove(sample, threshold), draws, p)).toBe(true);
    expect(
      plausible(
        countAbove(
          sample.map((z) => -z),
          threshold,
        ),
        draws,
        p,
      ),
    ).toBe(true);
  });

  test("the same check tells a standard deviation of 1.01 at 2 sigma, and of 1.1 at 4 sigma", () => {
    expect(plausible(countAbove(sample, 2 / 1.01), draws, normalTail(2))).toBe(false);
    expect(plausible(countAbove(sample, 4 / 1.1), draws, normalTail(4))).toBe(false);
  });

  test("fills 200 equally probable cells evenly, where a sample shifted by 0.02 does not", () => {
    const [some, cells] = [sample.subarray(0, 1_000_000), 200];
    const expected = some.length / cells;
    const pValue = (shift: number): number => {
      const counts = new Float64Array(cells);
      for (const z of some) counts[Math.min(cells - 1, Math.floor(cells * normalCdf(z + shift)))]!++;
      return chiSquareTail(
        counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
        cells - 1,
      );
    };
    expect(pValue(0)).toBeGreaterThan(ERROR_RATE);
    expect(1 - pValue(0)).toBeGreaterThan(ERROR_RATE);
    expect(pValue(0.02)).toBeLessThan(ERROR_RATE);
  });

  test("does not correlate with its neighbours or within its block", () => {
    for (const lag of [1, 2, 3, 64]) {
      let sum = 0;
      for (let i = lag; i < draws; i++) sum += sample[i]! * sample[i - lag]!;
      // sum / sqrt(draws) is close to N(0, 1): 4.89 sigma have a two-sided probability of 1e-6.
      expect(Math.abs(sum) / Math.sqrt(draws)).toBeLessThan(4.89);
    }
  });

  test("scales exactly, and scale 0 gives zeros", () => {
    const [one, three] = [new Float64Array(100), new Float64Array(100)];
    fillNormal(stream(4), one);
    fillNormal(stream(4), three, 3);
    expect([...three]).toEqual([...one].map((z) => 3 * z));
    fillNormal(stream(4), three, 0);
    expect(three.every((z) => z === 0)).toBe(true);
  });

  test("rejects a negative or infinite scale", () => {
    expect(() => fillNormal(stream(1), new Float64Array(1), -1)).toThrow(
      "fillNormal: scale must be finite and >= 0, got -1",
    );
    expect(() => fillNormal(stream(1), new Float64Array(1), Infinity)).toThrow("got Infinity");
  });

  test("normal() is its first value", () => {
    const out = new Float64Array(1);
    fillNormal(stream(8), out);
    expect(normal(stream(8))).toBe(out[0]);
  });
});
