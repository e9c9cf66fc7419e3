import { describe, expect, it } from "vitest";
import { equalCostWindows, keptEntries, shapeAt, weightsOf } from "../../../src/experiments/index.js";

const LENGTHS = [256, 512, 1024, 2048, 4096, 8192];
const SHAPES = [
  { kind: "constant" },
  { kind: "log" },
  ...[0.25, 0.5, 0.75].map((C) => ({ kind: "power", C }) as const),
] as const;

describe("windows of equal cost", () => {
  it.each(SHAPES)("keep k0 sum n entries, whatever the shape ($kind)", (shape) => {
    for (const k0 of [1, 8, 32, 128, 256]) {
      const windows = equalCostWindows(shape, LENGTHS, k0);
      expect(keptEntries(LENGTHS, windows) / (k0 * 16128)).toBeCloseTo(1, 12);
      windows.forEach((k, i) => {
        expect(k).toBeGreaterThanOrEqual(1);
        expect(k).toBeLessThanOrEqual(LENGTHS[i]!);
      });
    }
  });

  it("are proportional to the shape where no end is met: alpha = k0 sum n / sum n^(1+C)", () => {
    const windows = equalCostWindows({ kind: "power", C: 0.5 }, LENGTHS, 32);
    const alpha = (32 * 16128) / LENGTHS.reduce((sum, n) => sum + n ** 1.5, 0);
    LENGTHS.forEach((n, i) => expect(windows[i]! / (alpha * Math.sqrt(n))).toBeCloseTo(1, 12));
    const log = equalCostWindows({ kind: "log" }, LENGTHS, 32);
    expect(log[5]! / log[0]!).toBeCloseTo(13 / 8, 12);
    expect(Array.from(equalCostWindows({ kind: "constant" }, LENGTHS, 8))).toEqual(LENGTHS.map(() => 8));
  });

  it("stay at one entry where the shape would ask for less, and make up for it elsewhere", () => {
    const windows = equalCostWindows({ kind: "power", C: 0.75 }, LENGTHS, 8);
    expect(windows[0]).toBe(1);
    expect(windows[5]! / windows[4]!).toBeCloseTo(2 ** 0.75, 9);
  });

  it("refuse a constant that the shortest input cannot keep", () => {
    expect(() => equalCostWindows({ kind: "log" }, LENGTHS, 257)).toThrow("k0 must be in [1, 256], got 257");
    expect(() => equalCostWindows({ kind: "log" }, LENGTHS, 0.5)).toThrow("got 0.5");
  });

  it("know their shapes and weights", () => {
    expect(shapeAt({ kind: "power", C: 0.5 }, 64)).toBeCloseTo(8, 12);
    expect(shapeAt({ kind: "log" }, Math.E)).toBe(1);
    expect(Array.from(weightsOf("rows", [1, 3]))).toEqual([0.25, 0.75]);
    expect(Array.from(weightsOf("lengths", [1, 3]))).toEqual([0.5, 0.5]);
  });
});
