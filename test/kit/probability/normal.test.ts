import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  logNormalCdf,
  logNormalTail,
  normalCdf,
  normalHazard,
  normalPdf,
  normalTail,
} from "../../../src/kit/probability/index.js";
import {
  big,
  bigLog,
  bigLog1m,
  bigLogNormalTail,
  logError,
  logTailByFraction,
  relativeError,
  tailBySeries,
} from "./reference.js";

const TOLERANCE = 1e-14;
/** On both sides of every branch point of the approximations, and far out. */
const POINTS = [1e-300, 1e-9, 0.1, 0.6744, 0.6745, 1, 2.5, 3.7, 5.656, 5.657, 6.5, 7.5, 10, 13, 20, 37];

describe("the reference itself", () => {
  test("series and continued fraction agree to 40 digits where both hold", () => {
    for (const x of [5, 6, 7]) {
      const difference = logTailByFraction(x, 4000)
        .minus(bigLog(tailBySeries(x)))
        .abs();
      expect(difference.lt("1e-40"), `x = ${x}: ${difference.toString()}`).toBe(true);
    }
  });
});

describe("the normal law in double precision", () => {
  test.each(POINTS)("tail, cdf and their logs at +-%d agree with 64 digits", (x) => {
    const logTail = bigLogNormalTail(x);
    const tail = logTail.exp();
    const cdf = big(1).minus(tail);
    expect(relativeError(normalTail(x), tail)).toBeLessThan(TOLERANCE);
    expect(relativeError(normalCdf(-x), tail)).toBeLessThan(TOLERANCE);
    expect(relativeError(normalTail(-x), cdf)).toBeLessThan(TOLERANCE);
    expect(logError(logNormalTail(x), logTail)).toBeLessThan(TOLERANCE);
    expect(relativeError(logNormalCdf(x), bigLog1m(tail))).toBeLessThan(TOLERANCE);
  });

  test.each([40, 1e3, 1e5, 1e8])("the log tail at %d keeps its digits where the tail underflows", (x) => {
    expect(relativeError(logNormalTail(x), logTailByFraction(x, 300))).toBeLessThan(TOLERANCE);
  });

  test.each(POINTS)("hazard and density at +-%d agree with 64 digits", (x) => {
    const density = big(x).times(x).div(-2).exp().div(big("6.28318530717958647692528676655900576839433879875").sqrt());
    const tail = bigLogNormalTail(x).exp();
    expect(relativeError(normalPdf(x), density)).toBeLessThan(TOLERANCE);
    expect(relativeError(normalHazard(x), density.div(tail))).toBeLessThan(TOLERANCE);
    expect(relativeError(normalHazard(-x), density.div(big(1).minus(tail)))).toBeLessThan(TOLERANCE);
  });

  test("the ends of the line are exact", () => {
    expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity)]).toEqual([0, 0.5, 1]);
    expect([logNormalCdf(-Infinity), logNormalCdf(Infinity)]).toEqual([-Infinity, -0]);
    expect([normalPdf(Infinity), normalHazard(-Infinity), normalHazard(Infinity)]).toEqual([0, 0, Infinity]);
  });

  test("NaN stays NaN", () => {
    for (const f of [normalPdf, normalCdf, normalTail, logNormalCdf, logNormalTail, normalHazard]) {
      expect(f(NaN)).toBeNaN();
    }
  });

  test("the tail and its log fall strictly along a fine grid, across every branch point", () => {
    const xs = Array.from({ length: 45 * 256 }, (_, i) => -7 + i / 256);
    for (const f of [normalTail, logNormalTail]) {
      expect(xs.findIndex((x) => f(x + 1 / 256) >= f(x))).toBe(-1);
    }
  });

  test("the hazard lies between x and x + 1/x (Gordon 1941)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), (x) => {
        const hazard = normalHazard(x);
        return hazard >= x && hazard <= (x + 1 / x) * (1 + 1e-15);
      }),
    );
  });
});
