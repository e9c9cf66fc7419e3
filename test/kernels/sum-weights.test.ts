import fc from "fast-check";
import { expect, it } from "vitest";
import { WeightSums } from "../../src/kernels/index.js";

it("sums a row's weights at every scale, to 4 ulp of the sum taken in order, for any length", () => {
  const sums = new WeightSums();
  const rows = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 700 });
  fc.assert(
    fc.property(rows, fc.constantFrom(0, 0.25, 1, 3), (row, scale) => {
      const top = Math.max(...row);
      const expected = row.reduce((sum, z) => sum + Math.exp(scale * (z - top)), 0);
      sums.take(Float64Array.from(row));
      expect(Math.abs(sums.lnSum(scale, top) - (scale * top + Math.log(expected)))).toBeLessThan(
        1e-13 * (1 + Math.abs(scale * top)),
      );
    }),
  );
});

it("forgets a longer row, and counts nothing where weights are 0", () => {
  const sums = new WeightSums();
  sums.take(new Float64Array(300));
  expect(sums.lnSum(1, 0)).toBeCloseTo(Math.log(300), 14);
  sums.take(Float64Array.of(0, -800, 0));
  expect(sums.lnSum(1, 0)).toBeCloseTo(Math.LN2, 15);
  sums.take(Float64Array.of(0, -Infinity, 0));
  expect(sums.lnSum(1, 0)).toBeCloseTo(Math.LN2, 15);
});

it("sums weights above 1, where the shift is not the largest logit", () => {
  const sums = new WeightSums();
  sums.take(Float64Array.of(300, 2, -300));
  expect(sums.sum(2, 0) / Math.exp(600)).toBeCloseTo(1, 13);
  sums.take(Float64Array.of(1, 2, 3));
  expect(sums.sum(2, 3)).toBeCloseTo(Math.exp(-1) + Math.exp(1) + Math.exp(3), 12);
});
