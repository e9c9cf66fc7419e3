import { describe, expect, it } from "vitest";
import {
  categoryComparisons,
  comparisons,
  detectableDifference,
  FIRST_PAIR,
  SECOND_PAIR,
  studentInterval,
  TESTS,
} from "../../src/claims/longbench/comparison.js";
import { hundredths, METHODS, pairedDifferences, TABLE_2, TASKS } from "../../src/claims/longbench/table-2.js";
import { lowestPValue } from "../../src/kit/probability/index.js";
import { readSession } from "../../src/kit/notebook/session.js";

const first = pairedDifferences(FIRST_PAIR.first, FIRST_PAIR.second);
const second = pairedDifferences(SECOND_PAIR.first, SECOND_PAIR.second);

describe("Table 2", () => {
  it("has 16 tasks and five rows of 16 scores with two decimals", () => {
    expect(TASKS).toHaveLength(16);
    for (const method of METHODS) {
      const { scores } = TABLE_2[method];
      expect(scores).toHaveLength(16);
      for (const score of scores) expect(hundredths(score) / 100).toBe(score);
    }
  });

  it("sums to what was added up by hand, in hundredths", () => {
    const sums = METHODS.map((method) => TABLE_2[method].scores.map(hundredths).reduce((a, b) => a + b, 0));
    expect(sums).toEqual([66339, 60516, 61122, 48696, 59797]);
  });

  it("pairs: 8 of 16 up by .379 in the mean, and 14 of 16 up by 6.938", () => {
    expect(first.filter((x) => x > 0)).toHaveLength(8);
    expect(first.reduce((a, b) => a + b, 0)).toBe(606);
    expect(second.filter((x) => x > 0)).toHaveLength(14);
    expect(second.reduce((a, b) => a + b, 0)).toBe(11101);
  });

  it("tests: p = .8209 and 4.578e-4 by signed ranks (an independent program in Python, exact fractions of 2^16)", () => {
    expect(TESTS["signed rank"]!(first)).toBe(53798 / 65536);
    expect(TESTS["signed rank"]!(second)).toBe(30 / 65536);
    expect(TESTS.sign!(first)).toBe(1);
    expect(TESTS.sign!(second)).toBe(274 / 65536);
    // t = .343658 and 3.658261 with 15 degrees of freedom, the density integrated by Simpson's rule
    expect(TESTS["Student's t"]!(first)).toBeCloseTo(0.7358734179008632, 12);
    expect(TESTS["Student's t"]!(second)).toBeCloseTo(0.0023300588015692, 12);
  });

  it("has Student's interval: .379 +- 2.13145 * 4.40846 / 4", () => {
    const { value, low, high } = studentInterval(first);
    expect(value).toBeCloseTo(0.37875, 12);
    expect(high - value).toBeCloseTo((2.1314495455597742 * 4.4084568350690105) / 4, 9);
    expect(value - low).toBeCloseTo((2.1314495455597742 * 4.4084568350690105) / 4, 9);
    expect(detectableDifference(first) / 4.4084568350690105).toBeCloseTo(0.749, 2);
  });

  it("has too few tasks in each category for any sign-flip test at 5 %: at best 2^-1 and 2^-2; all 16 are enough", () => {
    for (const { tasks } of categoryComparisons().slice(0, -1)) {
      expect(lowestPValue(tasks)).toBeGreaterThan(0.05);
      expect(TESTS.sign!(Array<number>(tasks).fill(1))).toBe(2 ** (1 - tasks));
    }
    expect(lowestPValue(TASKS.length)).toBeLessThan(0.05);
  });

  it("lists six comparisons and seven lines of categories, of which the last holds all tasks", () => {
    const session = readSession({});
    const lines = comparisons(session);
    expect(lines.map((line) => line.higher)).toEqual([
      "8 of 16",
      "14 of 16",
      "12 of 16",
      "15 of 16",
      "14 of 16",
      "14 of 16",
    ]);
    expect(categoryComparisons().map(({ tasks }) => tasks)).toEqual([3, 3, 3, 3, 2, 2, 16]);
    expect(categoryComparisons().at(-1)!.second).toBeCloseTo(6.938125, 12);
  });
});
