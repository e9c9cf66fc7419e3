import type { CellResult } from "ncsparse-kit";
import { describe, expect, it } from "vitest";
import { cellDifference } from "../../../report/verify/cell-difference.js";

const CELL = {
  parameters: { n: 4, input: "normal" },
  ...{ draws: 4, failures: null, target: 0, measured: null, bound: null, boundAt: null, trivial: null },
  estimate: { value: 1 / 3, low: 0, high: 1 },
  ...{ tightness: null, use: null, outcome: "holds", note: "" },
} as const satisfies CellResult;

describe("two results of a cell", () => {
  it("are the same if JSON says the same of them, in whatever order", () => {
    const reordered = Object.fromEntries(Object.entries(CELL).reverse()) as unknown as CellResult;
    expect(cellDifference(CELL, reordered)).toBeNull();
    expect(cellDifference(CELL, { ...CELL, target: -0 })).toBeNull();
  });

  it("differ in their last digit, told with both values", () => {
    const estimate = { ...CELL.estimate, value: 1 / 3 + Number.EPSILON / 4 };
    expect(estimate.value).not.toBe(1 / 3);
    expect(cellDifference(CELL, { ...CELL, estimate })).toBe(
      `estimate.value is 0.3333333333333333 in claims.json, ${estimate.value} as computed now`,
    );
  });

  it("differ in what one of them lacks, and in more than one value", () => {
    const computed = { ...CELL, parameters: { n: 4 }, outcome: "violated" } as const;
    expect(cellDifference(CELL, computed)).toBe(
      'parameters.input is "normal" in claims.json, nothing as computed now, and 1 more of its values differ',
    );
  });
});
