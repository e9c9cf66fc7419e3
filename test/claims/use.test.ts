import { describe, expect, it } from "vitest";
import type { Comparison } from "../../src/claims/claim.js";
import { exactly } from "../../src/claims/intervals.js";
import type { CellResult, Use } from "../../src/claims/result.js";
import { useOf, useShares } from "../../src/claims/use.js";

describe("how much a bound says", () => {
  const use = (bound: number, trivial: number | null): Use =>
    useOf({ measured: exactly(1), bound, trivial } satisfies Comparison);

  it("is sharp within a factor 2 of what is measured, that factor included, and loose beyond", () => {
    expect([1, 1.5, 2, 2.001, 2.5, 3, 100].map((bound) => use(bound, null))).toEqual([
      ...["sharp", "sharp", "sharp"],
      ...["loose", "loose", "loose", "loose"],
    ]);
  });

  it("is vacuous from the trivial bound on, however near to what is measured", () => {
    expect([1.2, 1.25, 1.3].map((bound) => use(bound, 1.25))).toEqual(["sharp", "vacuous", "vacuous"]);
  });

  it("is shared among the cells that compare a bound: those without one do not count", () => {
    const cells = (["sharp", "loose", "loose", "vacuous", null, null, null] as const).map(
      (of) => ({ use: of }) as CellResult,
    );
    expect(useShares(cells)).toEqual({ sharp: 0.25, loose: 0.5, vacuous: 0.25 });
    expect(useShares(cells.slice(4))).toBeNull();
  });
});
