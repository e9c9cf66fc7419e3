import { describe, expect, test } from "vitest";
import { bisect, firstInteger, firstPowerOfTwo } from "../../../src/kit/probability/index.js";

describe("firstInteger", () => {
  test("finds where a predicate begins to hold, in at most 53 evaluations", () => {
    for (const [low, high, from] of [
      [0, 0, 0],
      [0, 10, 7],
      [-5, 5, -5],
      [1, 2 ** 53 - 1, 2 ** 52 + 3],
      [1, 2 ** 53 - 1, 2 ** 53 - 1],
    ] as const) {
      let evaluations = 0;
      expect(firstInteger(low, high, (x) => (evaluations++, x >= from))).toBe(from);
      expect(evaluations).toBeLessThanOrEqual(53);
    }
  });

  test("ends where a predicate never holds, and refuses ends that are no integers", () => {
    expect(firstInteger(0, 100, () => false)).toBe(100);
    for (const bad of [NaN, 0.5, Infinity, 2 ** 53]) {
      expect(() => firstInteger(0, bad, () => true)).toThrow("firstInteger: low <= high must be integers below 2^53");
    }
    expect(() => firstInteger(2, 1, () => true)).toThrow("got 2 and 1");
  });
});

test("firstPowerOfTwo gives the first step that does, and refuses where none does", () => {
  expect(firstPowerOfTwo("test: x", (step) => step > 1000)).toBe(1024);
  expect(() => firstPowerOfTwo("test: x", () => false)).toThrow(
    "test: x must hold at some step below 2^1024, got none",
  );
});

test("bisect finds the root of an increasing function as nearly as it is asked, and an end where there is none", () => {
  const cubic = (x: number): number => x ** 3 - 2;
  expect(bisect(cubic, 0, 4)).toBeCloseTo(Math.cbrt(2), 15);
  expect(Math.abs(bisect(cubic, 0, 4, 10) - Math.cbrt(2))).toBeLessThan(4 * 2 ** -10);
  expect(bisect(cubic, 2, 4)).toBeCloseTo(2, 15);
  expect(bisect(cubic, 0, 1)).toBe(1);
});
