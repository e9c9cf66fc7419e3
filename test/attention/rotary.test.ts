import { describe, expect, it } from "vitest";
import { rotaryFrequencies, rotate } from "../../src/attention/rotary.js";
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
