import { describe, expect, it } from "vitest";
import {
  binomialCdf,
  lowestPValue,
  signedRankTest,
  signFlipTest,
  signTest,
} from "../../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

/** All 2^n sign patterns, one by one. */
function enumerated(scores: readonly number[]): number {
  const observed = Math.abs(scores.reduce((sum, x) => sum + x, 0));
  let extreme = 0;
  for (let bits = 0; bits < 2 ** scores.length; bits++) {
    const sum = scores.reduce((s, x, i) => s + ((bits >> i) & 1 ? Math.abs(x) : -Math.abs(x)), 0);
    if (Math.abs(sum) >= observed) extreme++;
  }
  return extreme / 2 ** scores.length;
}

describe("exact tests by flipping signs", () => {
  it("count what an enumeration of all sign patterns counts", () => {
    for (const scores of [[1], [3, -2, 7], [5, 5, -5, 1, 2], [10, -3, 4, 4, -9, 2, 8, -1, 6, 6]]) {
      expect(signFlipTest(scores)).toBe(enumerated(scores));
    }
    expect(signFlipTest([2, 0, -1, 0])).toBe(signFlipTest([2, -1]));
  });

  it("have Darwin's maize as Fisher gave it: 1,726 of 32,768 sums at least as large (Design of Experiments, 1935, §21)", () => {
    // Crossed minus self-fertilised heights, eighths of an inch; one-sided 863 patterns, two-sided 1,726.
    const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    expect(signFlipTest(maize)).toBe(1726 / 32768);
  });

  it("have Wilcoxon's published critical values: n = 10, T = 8 at two-sided 5 %, not 9; n = 16, T = 29, not 30", () => {
    const withSum = (n: number, negative: number): number => {
      // Ranks 1..n, of which some with sum `negative` are negative.
      let left = negative;
      const scores: number[] = [];
      for (let rank = n; rank >= 1; rank--) {
        const minus = left >= rank;
        if (minus) left -= rank;
        scores.push(minus ? -rank : rank);
      }
      const result = signedRankTest(scores);
      expect(result.negative).toBe(negative);
      return result.pValue;
    };
    expect(withSum(10, 8)).toBeLessThanOrEqual(0.05);
    expect(withSum(10, 9)).toBeGreaterThan(0.05);
    expect(withSum(16, 29)).toBeLessThanOrEqual(0.05);
    expect(withSum(16, 30)).toBeGreaterThan(0.05);
    expect(withSum(10, 8)).toBe(50 / 1024); // 25 subsets of 1..10 sum to at most 8
  });

  it("share ranks between ties and drop zeros", () => {
    const { n, positive, negative, pValue } = signedRankTest([1, -1, 2, 0, 3]);
    expect([n, positive, negative]).toEqual([4, 1.5 + 3 + 4, 1.5]);
    expect(pValue).toBe(enumerated([1.5, -1.5, 3, 4]));
  });

  it("are binomial for signs", () => {
    for (const [up, down] of [
      [8, 8],
      [14, 2],
      [12, 4],
      [3, 0],
    ] as const) {
      const differences = [...Array<number>(up).fill(2.5), ...Array<number>(down).fill(-0.1), 0];
      const p = Math.min(1, 2 * binomialCdf(Math.min(up, down), up + down, 0.5));
      expect(signTest(differences)).toBeCloseTo(p, 12);
    }
  });

  it("give at least 2^(1-n), attained where all differences have one sign", () => {
    for (const n of [1, 2, 3, 16]) {
      const all = Array.from({ length: n }, (_, i) => i + 1);
      expect(signTest(all)).toBe(lowestPValue(n));
      expect(signedRankTest(all).pValue).toBe(2 ** (1 - n));
    }
  });

  it("keep their level under the null hypothesis (4,000 normal samples of 12, error rate 1e-6, fixed seed)", () => {
    const source = stream(3, "signed-rank");
    const sample = new Float64Array(12);
    let rejected = 0;
    for (let i = 0; i < 4000; i++) {
      fillNormal(source, sample, 1);
      if (signedRankTest(Array.from(sample)).pValue <= 0.05) rejected++;
    }
    // The exact size at 5 % and n = 12 is 198/4096: T <= 13 has 99 subsets on either side.
    expect(Math.abs(rejected - (4000 * 198) / 4096)).toBeLessThan(5 * Math.sqrt(4000 * 0.05 * 0.95));
  });

  it("refuse what they cannot count exactly", () => {
    expect(() => signFlipTest([0.5])).toThrow("signFlipTest: |score| must be an integer in [1, 10000000], got 0.5");
    expect(() => signFlipTest(Array<number>(53).fill(1))).toThrow("must be an integer in [0, 52], got 53");
    expect(() => lowestPValue(0)).toThrow("lowestPValue: n must be an integer in [1, 52], got 0");
  });
});
