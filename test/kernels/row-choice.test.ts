import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowChoice } from "../../src/kernels/index.js";
import { keepLargest, keepShare } from "../../src/model/windows/largest.js";
import { float32s } from "./model-memory.js";

const choice = new RowChoice();

type Choose = (kept: Uint8Array) => void;

function marks(length: number, choose: Choose): number[] {
  const kept = new Uint8Array(length);
  choose(kept);
  return [...kept];
}

/** Few different numbers, so that many are equal, and numbers of all sizes. */
const rows = fc
  .oneof(
    fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 70 }),
    fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 70 }),
  )
  .map((numbers) => Float32Array.from(numbers));

describe("the largest of a row are those of the plain function", () => {
  it("for rows of any kind and counts of any size", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (row, part) => {
        const count = 1 + Math.floor(part * (row.length - 1));
        expect(marks(row.length, (kept) => choice.keepLargest(row, count, kept))).toEqual(
          marks(row.length, (kept) => keepLargest(row, count, kept)),
        );
      }),
    );
  });

  it.each([1, 16, 255, 1024, 5000])("for %i numbers", (n) => {
    const row = float32s(n, "largest");
    for (const count of [1, Math.ceil(n / 50), Math.ceil(n / 2), n]) {
      expect(marks(n, (kept) => choice.keepLargest(row, count, kept))).toEqual(
        marks(n, (kept) => keepLargest(row, count, kept)),
      );
    }
  });

  it("or all where one is NaN: a row that is kept so is refused", () => {
    for (const at of [0, 3, 16]) {
      const row = float32s(17, "not a number").with(at, NaN);
      expect(marks(17, (kept) => choice.keepLargest(row, 2, kept))).toEqual(new Array<number>(17).fill(1));
    }
  });
});

describe("the fewest of a row that hold a share are those of the plain function", () => {
  it("for rows of any kind", () => {
    const weights = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 70 }),
      fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 70 }),
    );
    fc.assert(
      fc.property(weights, fc.double({ min: 0.01, max: 1.1, noNaN: true }), (numbers, share) => {
        const row = Float32Array.from(numbers, (x) => Math.round(4096 * x) / 4096); // sums without rounding
        const mass = share * row.reduce((sum, x) => sum + x, 0);
        expect(marks(row.length, (kept) => choice.keepShare(row, mass, kept))).toEqual(
          marks(row.length, (kept) => keepShare(row, mass, kept)),
        );
      }),
    );
  });

  it.each([1, 16, 255, 1024, 3000])("for %i weights", (n) => {
    const weights = float32s(n, "share", 3).map((z) => Math.exp(z));
    const sum = weights.reduce((total, w) => total + w, 0);
    const row = weights.map((w) => w / sum);
    for (const share of [0.01, 0.5, 0.999]) {
      expect(marks(n, (kept) => choice.keepShare(row, share, kept))).toEqual(
        marks(n, (kept) => keepShare(row, share, kept)),
      );
    }
  });
});
