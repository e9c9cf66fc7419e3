import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "../../../src/kit/figures/place-labels.js";

describe("labels at the ends of lines", () => {
  it("stay where they are when nothing touches", () => {
    expect(placeLabels([10, 100, 50], 16, 0, 200)).toEqual([10, 100, 50]);
  });

  it("that collide form a block around their mean, in order", () => {
    expect(placeLabels([100, 101, 102], 16, 0, 200)).toEqual([85, 101, 117]);
  });

  it("are pushed inside the plot", () => {
    expect(placeLabels([-30, 198, 199], 16, 0, 200)).toEqual([0, 184, 200]);
  });

  it("are always in order, inside and a gap apart where there is room", () => {
    const wishes = fc.array(fc.double({ min: -50, max: 350, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(wishes, (wished) => {
        const placed = placeLabels(wished, 16, 0, 300);
        const sorted = [...placed].sort((a, b) => a - b);
        const order = wished.map((_, i) => i).sort((a, b) => wished[a]! - wished[b]! || a - b);
        expect(order.map((i) => placed[i]!)).toEqual(sorted);
        expect(sorted[0]).toBeGreaterThanOrEqual(0);
        expect(sorted.at(-1)).toBeLessThanOrEqual(300 + 1e-9);
        for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(16 - 1e-9);
      }),
    );
  });
});
