import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  normalQuantile,
  normalQuantileFromLog,
  normalTailQuantile,
  normalTailQuantileFromLog,
} from "../../../src/kit/probability/index.js";
import { big, bigLog, bigLogNormalTail } from "./reference.js";

/**
 * Relative error of x as the point with ln Phic(x) = lnQ: the 64-digit residual over the slope, the hazard h >= 1.
 * (x > 1; h is within 1/x of x, which is enough for an error estimate.)
 */
function quantileError(x: number, lnQ: ReturnType<typeof bigLog>): number {
  return bigLogNormalTail(x).minus(lnQ).abs().div(x).div(x).toNumber();
}

describe("normalTailQuantile", () => {
  test.each([0.15, 0.0751, 0.0749, 1e-3, 1e-10, 1.3e-11, 1.4e-11, 1e-100, 1e-300, 5e-324])(
    "inverts the 64-digit tail at q = %d",
    (q) => {
      expect(quantileError(normalTailQuantile(q), bigLog(big(q)))).toBeLessThan(2e-15);
      expect(normalQuantile(q)).toBe(-normalTailQuantile(q));
    },
  );

  test("gives the quartile, whose digits are tabulated (OEIS A092678)", () => {
    expect(normalQuantile(0.75)).toBeCloseTo(0.674489750196081743, 15);
    expect(normalQuantile(0.5)).toBe(0);
  });

  test("keeps relative precision beside the median: slope sqrt(2 pi)", () => {
    const step = 2 ** -40;
    expect(Math.abs(normalQuantile(0.5 + step) / (step * Math.sqrt(2 * Math.PI)) - 1)).toBeLessThan(1e-15);
  });

  test("p above 1/2 is reflected exactly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 30 - 1 }),
        (m) => normalQuantile(1 - m / 2 ** 30) === normalTailQuantile(m / 2 ** 30),
      ),
    );
  });

  test("is strictly monotone across the joints of its three approximations", () => {
    for (const joint of [0.075, Math.exp(-25)]) {
      const xs = Array.from({ length: 4000 }, (_, i) => normalTailQuantile(joint * (1 + (i - 2000) * 1e-12)));
      expect(xs.findIndex((x, i) => i > 0 && x >= xs[i - 1]!)).toBe(-1);
    }
  });

  test.each([0, 1, -1, 2, NaN])("rejects p = %d, naming function, range and value", (p) => {
    expect(() => normalQuantile(p)).toThrow(`normalQuantile: p must be in (0, 1), got ${p}`);
    expect(() => normalTailQuantile(p)).toThrow(`normalTailQuantile: q must be in (0, 1), got ${p}`);
  });
});

describe("quantiles from log-probabilities", () => {
  test("goes on to the end of the doubles: sqrt(-2 lnQ) there, to rounding", () => {
    for (const lnQ of [-1e300, -9e307, -1.7e308]) {
      expect(normalTailQuantileFromLog(lnQ) / (Math.SQRT2 * Math.sqrt(-lnQ))).toBeCloseTo(1, 12);
    }
  });

  test.each([-2, -2.5903, -2.5904, -24.9, -25.1, -728, -730, -1e4, -1e6, -1e9, -1e15])(
    "invert the 64-digit log tail at lnQ = %d",
    (lnQ) => {
      expect(quantileError(normalTailQuantileFromLog(lnQ), big(lnQ))).toBeLessThan(2e-15);
      expect(normalQuantileFromLog(lnQ)).toBe(-normalTailQuantileFromLog(lnQ));
    },
  );

  test.each([-1e-300, -1e-20, -1e-5, -0.01])("take ln(1 - tiny) = %d to the tail on the other side", (lnP) => {
    const tail = big(1).minus(big(lnP).exp());
    const logTail = Math.abs(lnP) < 1e-18 ? bigLog(big(-lnP)) : bigLog(tail);
    expect(quantileError(normalQuantileFromLog(lnP), logTail)).toBeLessThan(2e-15);
  });

  test("agree with the plain quantile where both hold", () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: -0.05, noNaN: true }), (lnQ) => {
        const difference = normalTailQuantileFromLog(lnQ) - normalTailQuantile(Math.exp(lnQ));
        return Math.abs(difference) <= 3e-15 * Math.max(1, Math.abs(lnQ));
      }),
    );
  });

  test.each([0, 1, -Infinity, NaN])("reject %d", (lnP) => {
    expect(() => normalQuantileFromLog(lnP)).toThrow(`normalQuantileFromLog: lnP must be finite and < 0, got ${lnP}`);
    expect(() => normalTailQuantileFromLog(lnP)).toThrow("normalTailQuantileFromLog: lnQ must be finite and < 0");
  });
});
