import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timesTranspose } from "../../src/kernels/index.js";

/** The definition, its products added in order. */
function plain(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const columns = b.length / width;
  return Float64Array.from({ length: (a.length / width) * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let f = 0; f < width; f++) sum += a[i * width + f]! * b[j * width + f]!;
    return sum;
  });
}

describe("timesTranspose", () => {
  it("gives the plain sums bit for bit, whatever the shapes", () => {
    const size = fc.integer({ min: 1, max: 70 });
    const shapes = fc.tuple(size, size, fc.integer({ min: 1, max: 40 }));
    const values = fc.infiniteStream(fc.double({ min: -1e3, max: 1e3, noNaN: true }));
    fc.assert(
      fc.property(shapes, values, ([rows, columns, width], numbers) => {
        const take = (length: number): Float64Array => Float64Array.from(numbers.take(length));
        const [a, b] = [take(rows * width), take(columns * width)];
        expect(timesTranspose(a, b, width)).toEqual(plain(a, b, width));
      }),
      { numRuns: 60 },
    );
  });

  it("is empty where either is", () => {
    expect(timesTranspose(new Float64Array(0), Float64Array.of(1, 2), 2)).toEqual(new Float64Array(0));
    expect(timesTranspose(Float64Array.of(1, 2), new Float64Array(0), 2)).toEqual(new Float64Array(0));
  });

  it("refuses what has no whole rows", () => {
    expect(() => timesTranspose(Float64Array.of(1, 2, 3), Float64Array.of(1, 2), 2)).toThrow(
      "timesTranspose: matrices must have rows of 2 numbers, got 3 and 2 in all",
    );
  });
});
