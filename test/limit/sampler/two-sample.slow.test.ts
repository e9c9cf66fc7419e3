import { describe, expect, test } from "vitest";
import { differences, statistics, type Comparison } from "./two-sample.js";

const LONG = {
  n: 100_000,
  windows: [1, 10, 128, 1000, 5000, 30_000, 80_000],
  epsilons: [1e-3, 1e-4, 2e-5, 5e-6],
  rows: 1500,
};

describe("the sampler against drawn rows, n = 10^5, 1500 rows (error .001 a family of 42 statistics)", () => {
  test.each([0.5, 1, 2, 4])("sigma = %d", (sigma) => {
    const setting: Comparison = { ...LONG, sigma };
    expect(statistics(setting)).toBe(42);
    expect(differences(setting).different).toEqual([]);
  });

  test("sees a scale that is off by 1 %", () => {
    const setting: Comparison = { ...LONG, rows: 1000, sigma: 2 };
    expect(differences(setting, 2.02).worst).toBeGreaterThan(1.2);
  });
});
