import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectLargest } from "../../src/attention/select.js";

describe("selection of the largest values", () => {
  it("finds what sorting finds, ties and all, and parts the row there", () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (row, seeds) => {
          const ranks = seeds.map((seed) => 1 + (seed % row.length));
          const values = Float64Array.from(row, (x) => x + 0);
          const sorted = Float64Array.from(values).sort().reverse();
          expect(selectLargest(values, ranks)).toEqual(ranks.map((rank) => sorted[rank - 1]!));
          expect([...values].sort((a, b) => a - b)).toEqual([...sorted].reverse());
          for (const rank of ranks) {
            const at = row.length - rank;
            expect(values.subarray(0, at).every((x) => x <= values[at]!)).toBe(true);
            expect(values.subarray(at).every((x) => x >= values[at]!)).toBe(true);
          }
        },
      ),
    );
  });

  it("takes rows in order, in reverse and of one value, of a hundred thousand", () => {
    const n = 100_000;
    const rows = [(i: number) => i, (i: number) => -i, () => 1, (i: number) => i % 2];
    for (const row of rows) {
      const values = Float64Array.from({ length: n }, (_, i) => row(i));
      const sorted = Float64Array.from(values).sort().reverse();
      expect(selectLargest(values, [1, 700, n])).toEqual([sorted[0], sorted[699], sorted[n - 1]]);
    }
  });

  it("names what it requires", () => {
    expect(() => selectLargest(new Float64Array(3), [4])).toThrow(
      "selectLargest: ranks must be integers in [1, 3], got 4",
    );
  });
});
