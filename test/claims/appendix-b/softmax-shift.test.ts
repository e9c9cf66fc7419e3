import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { softmax } from "../../../src/attention/softmax.js";

describe("Fact B.1", () => {
  it("holds bit for bit wherever the shifted logits are exact", () => {
    // multiples of 2^-20 below 2^10, shifted by integers below 2^31: sums of at most 52 bits
    const logits = fc.array(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), { minLength: 1, maxLength: 40 });
    const shift = fc.integer({ min: -(2 ** 31), max: 2 ** 31 });
    fc.assert(
      fc.property(logits, shift, (units, c) => {
        const u = Float64Array.from(units, (x) => x * 2 ** -20);
        expect(softmax(u.map((x) => x + c))).toEqual(softmax(u));
      }),
      { seed: 20240402, numRuns: 300 },
    );
  });
});
