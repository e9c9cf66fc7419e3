import { describe, expect, it } from "vitest";
import { poissonInterval } from "../../../src/kit/probability/poisson-interval.js";

/** P[X <= count], term by term. */
function poissonCdf(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k++) sum += term *= mean / k;
  return sum;
}

describe("Garwood's interval", () => {
  it("is that of his table, Biometrika 28 (1936): 95 % in two sides", () => {
    for (const [count, low, high] of [
      [0, 0, 3.69],
      [1, 0.0253, 5.57],
      [5, 1.62, 11.67],
      [20, 12.22, 30.89],
    ] as const) {
      const interval = poissonInterval(count, 0.025);
      expect(interval.low).toBeCloseTo(low, 2);
      expect(interval.high).toBeCloseTo(high, 2);
    }
  });

  it("leaves alpha beyond each end, by the sum of the probabilities", () => {
    for (const count of [1, 7, 40]) {
      const { low, high } = poissonInterval(count, 0.01);
      expect(1 - poissonCdf(count - 1, low)).toBeCloseTo(0.01, 12);
      expect(poissonCdf(count, high)).toBeCloseTo(0.01, 12);
    }
  });

  it.each([
    [-1, 0.025, "count must be"],
    [0.5, 0.025, "count must be"],
    [1, 0, "alpha must be"],
  ])("of %d at %d is refused", (count, alpha, message) => {
    expect(() => poissonInterval(count, alpha)).toThrow(RangeError);
    expect(() => poissonInterval(count, alpha)).toThrow(message);
  });
});
