import { describe, expect, it } from "vitest";
import {
  errorsAt,
  keptEntries,
  meanErrors,
  optimalWindows,
  strategyErrors,
  thresholdWindows,
  type Choice,
  type ErrorCurve,
} from "../../../src/experiments/index.js";
import { stream } from "../../../src/kit/random/index.js";

const CURVE: ErrorCurve = {
  n: 8,
  windows: [1, 2, 4],
  matrices: 2,
  errors: Float64Array.of(0.8, 0.5, 0.1, 0.6, 0.4, 0.2),
};

describe("an error curve", () => {
  it("gives measured errors at measured windows, and mixtures between them", () => {
    expect(Array.from(errorsAt(CURVE, 1))).toEqual([0.8, 0.6]);
    expect(Array.from(errorsAt(CURVE, 4))).toEqual([0.1, 0.2]);
    expect(errorsAt(CURVE, 3)[0]).toBeCloseTo(0.3, 14);
    expect(errorsAt(CURVE, 2.5)[1]).toBeCloseTo(0.35, 14);
    expect(() => errorsAt(CURVE, 4.1)).toThrow("errorsAt: k must be in [1, 4] at n = 8, got 4.1");
  });

  it("averages over lengths replicate by replicate, and over replicates", () => {
    const total = strategyErrors([CURVE, CURVE], [1, 4], [0.25, 0.75]);
    expect(total[0]).toBeCloseTo(0.25 * 0.8 + 0.75 * 0.1, 14);
    expect(total[1]).toBeCloseTo(0.25 * 0.6 + 0.75 * 0.2, 14);
    expect(meanErrors(CURVE)[1]).toBeCloseTo(0.45, 14);
    expect(meanErrors(CURVE, 1, 2)[2]).toBe(0.2);
  });
});

/** Decreasing convex errors at windows 1..6, at random. */
function convexChoice(n: number, weight: number, source: ReturnType<typeof stream>): Choice {
  const drops = Array.from({ length: 5 }, () => source.uniform()).sort((a, b) => b - a);
  const errors = [6];
  for (const drop of drops) errors.push(errors.at(-1)! - drop);
  return { n, windows: [1, 2, 3, 4, 5, 6], errors, weight };
}

const errorOf = (choices: readonly Choice[], windows: ArrayLike<number>): number =>
  choices.reduce((sum, { errors, weight }, i) => {
    const floor = Math.floor(windows[i]!);
    const share = windows[i]! - floor;
    const next = floor < 6 ? errors[floor]! : errors[5]!;
    return sum + weight * ((1 - share) * errors[floor - 1]! + share * next);
  }, 0);

describe("the optimal allocation", () => {
  it("is at least as good as every integer allocation of the same cost, and spends the budget (60 random problems)", () => {
    const source = stream(9, "optimal");
    for (let trial = 0; trial < 60; trial++) {
      const choices = [1, 2, 5].map((n) => convexChoice(n, 0.2 + source.uniform(), source));
      const budget = 8 + Math.floor(source.uniform() * 40);
      const best = optimalWindows(choices, budget);
      expect(keptEntries([1, 2, 5], best)).toBeCloseTo(Math.min(budget, 48), 9);
      let least = Infinity;
      for (let a = 1; a <= 6; a++)
        for (let b = 1; b <= 6; b++)
          for (let c = 1; c <= 6; c++)
            if (a + 2 * b + 5 * c <= budget) least = Math.min(least, errorOf(choices, [a, b, c]));
      expect(errorOf(choices, best)).toBeLessThanOrEqual(least + 1e-12);
    }
  });

  it("steps over windows above the lower envelope", () => {
    const choices = [{ n: 1, windows: [1, 2, 3], errors: [1, 0.9, 0], weight: 1 }];
    expect(Array.from(optimalWindows(choices, 2))).toEqual([2]); // a half-and-half mixture of 1 and 3
    const two = [...choices, { n: 1, windows: [1, 2], errors: [1, 0.4], weight: 1 }];
    expect(Array.from(optimalWindows(two, 3))).toEqual([1, 2]); // .6 an entry before .5 an entry
  });

  it("has equal savings an entry where windows are free: k ~ n^(-2/3) at errors k^(-1/2)", () => {
    const windows = Array.from({ length: 4000 }, (_, i) => i + 1);
    const choice = (n: number): Choice => ({ n, windows, errors: windows.map((k) => 1 / Math.sqrt(k)), weight: 1 });
    const best = optimalWindows([choice(1), choice(8)], 3000);
    expect(best[0]! / best[1]!).toBeCloseTo(4, 1);
  });

  it("refuses a budget below one entry a row", () => {
    expect(() => optimalWindows([convexChoice(4, 1, stream(1, "o"))], 3)).toThrow(
      "must pay for the smallest windows, got 3",
    );
  });
});

describe("the threshold rule", () => {
  it("keeps the largest entries of all rows, each row's first at least", () => {
    const rows = [Float64Array.of(0.9, 0.06, 0.04), Float64Array.of(0.4, 0.35, 0.25), Float64Array.of(0.05, 0.03)];
    expect(thresholdWindows(rows, 3)).toEqual([1, 1, 1]);
    expect(thresholdWindows(rows, 5)).toEqual([1, 3, 1]);
    expect(thresholdWindows(rows, 6)).toEqual([2, 3, 1]);
    expect(thresholdWindows(rows, 8)).toEqual([3, 3, 2]);
    expect(() => thresholdWindows(rows, 2)).toThrow("entries must be an integer in [3, 8], got 2");
  });
});
