import { describe, expect, it } from "vitest";
import { compareLn } from "../../src/claims/measure.js";

describe("a bound beside what it bounds", () => {
  // ln 1 .. ln 19: the 0.9-quantile of type 8 stands at rank 1/3 + (19 + 1/3) 0.9 = 17 + 11/15, the 0.1-quantile at 2 + 4/15.
  const lnValue = Float64Array.from({ length: 19 }, (_, i) => Math.log(i + 1));
  const lnBound = new Float64Array(19).fill(Math.log(30));
  const between = (rank: number, share: number): number => rank ** (1 - share) * (rank + 1) ** share;

  it("from above: the upper quantile of what is bounded, and a bound that does not vary shown as it is", () => {
    const { measured, bound, tightness } = compareLn({ lnValue, lnBound, quantile: 0.9, side: "upper", trivial: null });
    expect(measured.value).toBeCloseTo(between(17, 11 / 15), 12);
    expect(bound).toBeCloseTo(30, 12);
    expect(tightness).toBeCloseTo(30 / between(17, 11 / 15), 12);
  });

  it("from below: the lower quantile, and the same bound below it", () => {
    const low = new Float64Array(19).fill(Math.log(0.5));
    const found = compareLn({ lnValue, lnBound: low, quantile: 0.9, side: "lower", trivial: null });
    expect(found.measured.value).toBeCloseTo(between(2, 4 / 15), 12);
    expect(found.bound).toBeCloseTo(0.5, 12);
    expect(found.tightness).toBeCloseTo(between(2, 4 / 15) / 0.5, 12);
  });
});
