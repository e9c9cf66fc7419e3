import { describe, expect, it } from "vitest";
import { tightness, useOf, useShares } from "../../../src/kit/claims/use.js";
import type { CellResult, Use } from "../../../src/kit/claims/result.js";

const exactly = (value: number) => ({ value, low: value, high: value });
const compared = (bound: number, trivial: number | null = null) => ({ measured: exactly(0.25), bound, trivial });

describe("how much a bound says", () => {
  it("is sharp up to twice what is measured, and loose beyond", () => {
    expect(useOf(compared(0.25))).toBe("sharp");
    expect(useOf(compared(0.5))).toBe("sharp");
    expect(useOf(compared(0.500001))).toBe("loose");
    expect(useOf(compared(0.7))).toBe("loose");
  });

  it("is nothing from the trivial bound on, however near", () => {
    expect(useOf(compared(0.3, 0.3))).toBe("vacuous");
    expect(useOf(compared(0.3, 0.300001))).toBe("sharp");
  });

  it("goes by the comparison's own tightness where it has one", () => {
    expect(tightness(compared(0.75))).toBe(3);
    expect(useOf({ ...compared(0.75), tightness: 2 })).toBe("sharp");
    expect(useOf({ ...compared(0.25), tightness: 2.5 })).toBe("loose");
  });

  it("has shares of the cells that compare a bound", () => {
    const cells = (...uses: (Use | null)[]) => uses.map((use) => ({ use }) as CellResult);
    expect(useShares(cells("sharp", "loose", null, "vacuous", "loose"))).toEqual({
      sharp: 0.25,
      loose: 0.5,
      vacuous: 0.25,
    });
    expect(useShares(cells(null))).toBeNull();
  });
});
