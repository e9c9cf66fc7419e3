import { describe, expect, test } from "vitest";
import { differences, statistics, type Comparison } from "./two-sample.js";

/** The shortest row that is not drawn in full: blocks hold the fewest entries here. */
const SHORT = { n: 1025, windows: [1, 8, 100, 128, 300, 800], epsilons: [1e-2, 1e-3, 3e-4], rows: 500 };

describe("rows summed in blocks have the law of drawn rows, n = 1025 (error .001 a family of 36 statistics)", () => {
  test.each([0.5, 1, 2, 4])("sigma = %d", (sigma) => {
    const setting: Comparison = { ...SHORT, sigma };
    expect(statistics(setting)).toBe(36);
    expect(differences(setting).different).toEqual([]);
  });

  test("with a self logit, larger than all others or amid them", () => {
    for (const self of [8, 1.2]) {
      expect(differences({ ...SHORT, sigma: 1, self: (row) => self + 0.1 * Math.sin(row) }).different).toEqual([]);
    }
  });

  test("the comparison sees a scale that is off by 5 %", () => {
    for (const sigma of [0.5, 4]) expect(differences({ ...SHORT, sigma }, 1.05 * sigma).worst).toBeGreaterThan(1.2);
  });
});
