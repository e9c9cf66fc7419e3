import { describe, expect, it } from "vitest";
import { rotate } from "../../src/attention/rotary.js";
import { rotateHalves, rotationOf } from "../../src/model/rotary.js";
import { normal, stream } from "../../src/kit/random/index.js";
import { difference } from "./tiny-model.js";

function vector(d: number, name: string): Float64Array {
  const source = stream(9, "rotary", name);
  return Float64Array.from({ length: d }, () => normal(source));
}

describe("the rotary embedding of a model", () => {
  it("turns entries f and f + d/2, as one complex number, by p theta^(-2f/d)", () => {
    const [d, theta, positions] = [6, 300, 40];
    const rotation = rotationOf(theta, d, positions);
    for (const p of [0, 1, 39]) {
      const x = vector(d, "complex");
      const turned = x.slice();
      rotateHalves(turned, 0, d, rotation, p);
      for (let f = 0; f < 3; f++) {
        const angle = p * theta ** ((-2 * f) / d);
        expect(turned[f]).toBeCloseTo(x[f]! * Math.cos(angle) - x[f + 3]! * Math.sin(angle), 5);
        expect(turned[f + 3]).toBeCloseTo(x[f]! * Math.sin(angle) + x[f + 3]! * Math.cos(angle), 5);
      }
    }
  });

  it("is the paper's with its entries in another order", () => {
    const d = 16;
    const x = vector(d, "order");
    const pairs = Array.from({ length: d }, (_, i) => (i % 2 === 0 ? i / 2 : (d + i - 1) / 2)); // neighbour -> half
    const turned = x.slice();
    rotateHalves(turned, 0, d, rotationOf(10_000, d, 30), 29);
    const neighbours = rotate(
      Float64Array.from(pairs, (half) => x[half]!),
      29,
    );
    expect(
      difference(
        Float64Array.from(pairs, (half) => turned[half]!),
        neighbours,
      ),
    ).toBeLessThan(1e-6);
  });

  it("has angles that are exact at the end of a long passage", () => {
    const { cosines, sines } = rotationOf(10_000, 4, 1024);
    expect([cosines[2047], sines[2047]]).toEqual([Math.fround(Math.cos(10.23)), Math.fround(Math.sin(10.23))]);
    expect(cosines[2047]).not.toBe(Math.fround(Math.cos(1023 * Math.fround(0.01))));
  });
});
