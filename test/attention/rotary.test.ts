import { describe, expect, it } from "vitest";
import { rotaryFrequencies, rotate, rotateRows } from "../../src/attention/rotary.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0);

describe("rotary embedding", () => {
  it("turns by 1 radian in the first plane, and by ever smaller angles in the next ones", () => {
    const frequencies = rotaryFrequencies(8);
    expect(Array.from(frequencies, (theta) => Number(theta.toPrecision(12)))).toEqual([1, 0.1, 0.01, 0.001]);
    const turned = rotate(Float64Array.of(1, 0), 1);
    expect(turned[0]).toBeCloseTo(Math.cos(1), 15);
    expect(turned[1]).toBeCloseTo(Math.sin(1), 15);
  });

  it("makes products depend on the distance alone, and keeps lengths", () => {
    const [q, k] = [new Float64Array(16), new Float64Array(16)];
    fillNormal(stream(1, "rotary q"), q, 1);
    fillNormal(stream(1, "rotary k"), k, 1);
    const product = (i: number, j: number): number => dot(rotate(q, i), rotate(k, j));
    expect(product(3, 10)).toBeCloseTo(product(103, 110), 10);
    expect(product(3, 10)).toBeCloseTo(dot(q, rotate(k, 7)), 10);
    expect(product(3, 10)).not.toBeCloseTo(product(3, 11), 3);
    expect(dot(rotate(q, 1234), rotate(q, 1234)) / dot(q, q)).toBeCloseTo(1, 13);
  });

  it("refuses odd dimensions", () => {
    expect(() => rotate(new Float64Array(3), 1)).toThrow("d must be an even integer >= 2, got 3");
  });
});

describe("rows turned by rotary embedding", () => {
  const rows = new Float64Array(3 * 8);
  fillNormal(stream(2, "rotary rows"), rows, 1);

  it("are their vectors turned by their positions, in RoFormer's layout and base", () => {
    const turned = rotateRows(rows, 8, { theta: 10_000, layout: "interleaved", from: 5 });
    for (let i = 0; i < 3; i++) {
      expect([...turned.subarray(8 * i, 8 * (i + 1))]).toEqual([...rotate(rows.slice(8 * i, 8 * (i + 1)), 5 + i)]);
    }
  });

  it("are x cos + rotate_half(x) sin in Hugging Face's layout, for any base", () => {
    const turned = rotateRows(rows, 8, { theta: 500, layout: "half", from: 0 });
    for (let i = 0; i < 3; i++) {
      for (let f = 0; f < 8; f++) {
        const angle = i * 500 ** (-(f % 4) / 4);
        const half = f < 4 ? -rows[8 * i + f + 4]! : rows[8 * i + f - 4]!;
        expect(turned[8 * i + f]).toBeCloseTo(rows[8 * i + f]! * Math.cos(angle) + half * Math.sin(angle), 13);
      }
    }
  });

  it("keep their type, and what they are made from is not changed", () => {
    const single = Float32Array.from(rows);
    const turned = rotateRows(single, 8, { theta: 10_000, layout: "half", from: 0 });
    expect(turned).toBeInstanceOf(Float32Array);
    expect([...single]).toEqual([...Float32Array.from(rows)]);
    expect([...turned.subarray(0, 8)]).toEqual([...single.subarray(0, 8)]); // position 0
  });

  it.each([
    [{ theta: 0 }, 8, "base must be > 0, got 0"],
    [{ theta: Infinity }, 8, "base must be > 0, got Infinity"],
    [{ theta: NaN }, 8, "base must be > 0, got NaN"],
    [{}, 3, "d must be an even integer >= 2, got 3"],
    [{}, 10, "rotateRows: there must be whole rows of 10, got 24 entries"],
  ])("are refused with %j and %d columns", (options, columns, reason) => {
    const rotary = { theta: 10_000, layout: "half", from: 0, ...options } as const;
    expect(() => rotateRows(rows, columns, rotary)).toThrow(reason);
  });
});
