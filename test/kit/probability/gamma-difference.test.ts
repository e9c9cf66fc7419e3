import { describe, expect, it } from "vitest";
import { logGammaDifferenceTail } from "../../../src/kit/probability/gamma-difference.js";
import { big, relativeError } from "../../support/big.js";

describe("the tail of a difference of gamma variables", () => {
  it("is Laplace's for two exponential variables", () => {
    // P[G - r H >= x] = e^-x / (1 + r)
    for (const [x, r] of [
      [0, 1],
      [3, 1],
      [40, 0.2],
      [1, 7],
    ] as const) {
      const tail = Math.exp(logGammaDifferenceTail(x, 1, 1, r));
      expect(relativeError(tail, big("exp(-x) / (1 + r)", { x, r }))).toBeLessThan(1e-12);
    }
  });

  it("is a hand-made sum for shapes 2 and 2", () => {
    // Given H: e^-(x + rH) (1 + x + rH); E e^-rH = (1+r)^-2, E H e^-rH = 2 (1+r)^-3.
    const tail = Math.exp(logGammaDifferenceTail(1.5, 2, 2, 0.5));
    const exact = big("exp(-1.5) * ((1 + 1.5) / 1.5^2 + 0.5 * 2 / 1.5^3)");
    expect(relativeError(tail, exact)).toBeLessThan(1e-12);
  });

  it("is 1/2 at 0 for equal laws, whatever their shape", () => {
    for (const shape of [1, 5, 32, 500]) {
      expect(Math.exp(logGammaDifferenceTail(0, shape, shape, 1))).toBeCloseTo(0.5, 11);
    }
  });

  it("agrees with a midpoint rule over the second variable", () => {
    // shapes 3 and 2, r = 2, x = 1: integral of h e^-h Q(3, 1 + 2h), Q(3, y) = e^-y (1 + y + y^2/2)
    const step = 1e-4;
    let sum = 0;
    for (let h = step / 2; h < 40; h += step) {
      const y = 1 + 2 * h;
      sum += step * h * Math.exp(-h - y) * (1 + y + (y * y) / 2);
    }
    expect(Math.exp(logGammaDifferenceTail(1, 3, 2, 2))).toBeCloseTo(sum, 8);
  });

  it("refuses shapes that are not positive integers and a negative level", () => {
    expect(() => logGammaDifferenceTail(1, 1.5, 1, 1)).toThrow(
      "logGammaDifferenceTail: a must be an integer in [1, 10000], got 1.5",
    );
    expect(() => logGammaDifferenceTail(-1, 1, 1, 1)).toThrow("logGammaDifferenceTail: x must be >= 0, got -1");
  });
});
