import { describe, expect, it } from "vitest";
import { lnTwoPointMoment, lnUniformMoment } from "../../src/claims/setting/proxy.js";
import { equalLogitsError } from "../../src/claims/setting/stability.js";
import { big, relativeError } from "../support/big.js";

describe("exponential moments of bounded laws", () => {
  it("are sinh(l)/l for the uniform law, either side of 0", () => {
    for (const lambda of [0.1, 1, 16]) {
      const exact = big("log(sinh(l) / l)", { l: lambda });
      expect(relativeError(lnUniformMoment(lambda), exact)).toBeLessThan(1e-12);
      expect(lnUniformMoment(-lambda)).toBe(lnUniformMoment(lambda));
    }
  });

  it("are two exponentials for a two-point law", () => {
    expect(relativeError(lnTwoPointMoment(2, 1), big("log(cosh(2))"))).toBeLessThan(1e-14);
    const lopsided = big("log(exp(-3) / 4 + 3 * exp(1) / 4)"); // -1/3 with probability 3/4, 1 with 1/4, at l = -3
    expect(relativeError(lnTwoPointMoment(-3, 1 / 3), lopsided)).toBeLessThan(1e-13);
  });
});

describe("equal logits", () => {
  it("have the error sqrt(1/k - 1/n), which rises from n = 256 to 512 at the rounded window 6", () => {
    for (const [n, k] of [
      [64, 4],
      [256, 6],
      [4096, 8],
    ] as const) {
      expect(equalLogitsError(n, k)).toBeCloseTo(Math.sqrt(1 / k - 1 / n), 13);
    }
    expect([Math.round(Math.log(256)), Math.round(Math.log(512))]).toEqual([6, 6]);
    expect(equalLogitsError(512, 6)).toBeGreaterThan(equalLogitsError(256, 6));
    // one window more at each doubling is enough
    for (let m = 6; m <= 14; m++)
      expect(equalLogitsError(2 ** (m + 1), m + 1)).toBeLessThan(equalLogitsError(2 ** m, m));
  });
});
