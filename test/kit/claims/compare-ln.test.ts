import { describe, expect, it } from "vitest";
import { compareLn } from "../../../src/kit/claims/measure.js";

describe("a bound that varies with the draw, beside what it bounds", () => {
  const draws = 160;
  const R = Float64Array.from({ length: draws }, (_, draw) => 1 + ((draw * 37) % draws) / draws);
  // The bound is e^R; what is bounded lies below it by a factor that does not depend on R.
  const gap = Float64Array.from({ length: draws }, (_, draw) => ((draw * 59) % draws) / draws);
  const options = {
    lnValue: R.map((r, draw) => r - gap[draw]!),
    lnBound: R,
    quantile: 0.9,
    trivial: null,
    at: { R },
  } as const;

  it("is shown where the draw in the middle has it, with what it was taken at there", () => {
    const { bound, boundAt } = compareLn({ ...options, side: "upper" });
    const middle = [...R].sort((a, b) => a - b)[79]!;
    expect(boundAt).toEqual({ R: middle });
    expect(bound).toBe(Math.exp(middle));
  });

  it("has the quantile of the ratio as its tightness, not the ratio of two quantiles", () => {
    const { tightness, bound, measured } = compareLn({ ...options, side: "upper" });
    // The 0.9-quantile of value / bound is the 0.1-quantile of the gaps k / 160.
    expect(Math.log(tightness!)).toBeGreaterThan(0.09);
    expect(Math.log(tightness!)).toBeLessThan(0.11);
    expect(bound / measured.value).not.toBeCloseTo(tightness!, 1);
  });

  it("from below, is near where what is bounded is small", () => {
    const above = compareLn({ ...options, lnValue: R.map((r, draw) => r + gap[draw]!), side: "lower" });
    expect(Math.log(above.tightness!)).toBeGreaterThan(0.09);
    expect(Math.log(above.tightness!)).toBeLessThan(0.11);
  });

  it("from below, is measured at the quantile 1 - q", () => {
    // ln values 0, 1/160, ..., 159/160 in another order: the 0.1-quantile is near 0.1, the 0.9-quantile near 0.9.
    const { measured } = compareLn({ ...options, lnValue: gap, side: "lower" });
    expect(Math.abs(Math.log(measured.value) - 0.1)).toBeLessThan(1 / 160);
    expect(measured.low).toBeLessThan(measured.value);
    expect(measured.high).toBeGreaterThan(measured.value);
  });

  it("has no draw between two in the middle: of an odd number the median itself, of an even one the lower", () => {
    const shown = (bounds: number[]) =>
      compareLn({
        ...options,
        lnValue: new Float64Array(bounds.length),
        lnBound: Float64Array.from(bounds),
        at: {},
        side: "upper",
      }).bound;
    expect(shown([3, 1, 2])).toBe(Math.exp(2));
    expect(shown([4, 3, 1, 2])).toBe(Math.exp(2));
  });
});

describe("a bound that does not vary, beside what it bounds", () => {
  // ln 1 .. ln 19: the 0.9-quantile of type 8 stands at rank 1/3 + (19 + 1/3) 0.9 = 17 + 11/15, the 0.1-quantile at 2 + 4/15.
  const lnValue = Float64Array.from({ length: 19 }, (_, i) => Math.log(i + 1));
  const lnBound = new Float64Array(19).fill(Math.log(30));
  const between = (rank: number, share: number): number => rank ** (1 - share) * (rank + 1) ** share;

  it("from above: the upper quantile of what is bounded, and a bound that does not vary shown as it is", () => {
    const { measured, bound, tightness } = compareLn({
      lnValue,
      lnBound,
      quantile: 0.9,
      side: "upper",
      trivial: null,
      at: {},
    });
    expect(measured.value).toBeCloseTo(between(17, 11 / 15), 12);
    expect(bound).toBeCloseTo(30, 12);
    expect(tightness).toBeCloseTo(30 / between(17, 11 / 15), 12);
  });

  it("from below: the lower quantile, and the same bound below it", () => {
    const low = new Float64Array(19).fill(Math.log(0.5));
    const found = compareLn({ lnValue, lnBound: low, quantile: 0.9, side: "lower", trivial: null, at: {} });
    expect(found.measured.value).toBeCloseTo(between(2, 4 / 15), 12);
    expect(found.bound).toBeCloseTo(0.5, 12);
    expect(found.tightness).toBeCloseTo(between(2, 4 / 15) / 0.5, 12);
  });
});
