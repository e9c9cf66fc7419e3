import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  constantWindow,
  equalCostCounts,
  logWindow,
  mixtureCost,
  powerWindow,
  rowKeys,
} from "../../../src/model/windows/index.js";

const GROWTHS = [constantWindow, logWindow, powerWindow(0.25), powerWindow(0.5), powerWindow(0.75)];
const MIXTURE = [
  { n: 32, count: 4 },
  { n: 128, count: 1 },
];

/** What rows of a constant window keep, counted row by row. */
function constantCost(k: number): number {
  return MIXTURE.reduce((sum, { n, count }) => {
    let kept = 0;
    for (let i = 0; i < n; i++) kept += Math.min(k, i + 1);
    return sum + count * kept;
  }, 0);
}

describe("windows of equal cost", () => {
  it.each(GROWTHS)("that grow as $name keep exactly as many keys as the constant one", (growth) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), (k) => {
        const counts = equalCostCounts(growth, MIXTURE, k);
        expect(mixtureCost(counts, MIXTURE)).toBe(constantCost(k));
        for (const rows of counts) {
          rows.forEach((kept, i) => {
            expect(kept).toBeGreaterThanOrEqual(1);
            expect(kept).toBeLessThanOrEqual(i + 1);
          });
        }
      }),
    );
  });

  it("are, for the constant one, its keys in every row that sees so many", () => {
    for (const rows of equalCostCounts(constantWindow, MIXTURE, 7)) {
      rows.forEach((kept, i) => expect(kept).toBe(Math.min(7, i + 1)));
    }
  });

  it("have the ratio of the growth between inputs, met on average where it is no integer", () => {
    const [short, long] = equalCostCounts(powerWindow(0.5), MIXTURE, 8);
    const mean = (rows: Uint32Array): number => rows.subarray(16).reduce((sum, k) => sum + k, 0) / (rows.length - 16);
    // Early rows see fewer keys than their window, the more so in long inputs, where it is wider.
    expect(mean(long!) / mean(short!)).toBeCloseTo(2, 0);
    expect(new Set(short!.subarray(16)).size).toBeLessThanOrEqual(2);
  });

  it("need an input that stands alone, and a key a row", () => {
    expect(() => equalCostCounts(logWindow, MIXTURE, 0.5)).toThrow("equalCostCounts: keys must be >= 1, got 0.5");
    expect(() => equalCostCounts(logWindow, [{ n: 32, count: 4 }], 3)).toThrow(
      "equalCostCounts: one of the inputs must have count 1, got none",
    );
  });

  it("are asked for by the row's position", () => {
    expect([0, 1, 2].map(rowKeys(Uint32Array.of(1, 2, 2)))).toEqual([1, 2, 2]);
  });
});
