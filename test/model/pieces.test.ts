import { describe, expect, it } from "vitest";
import { rotate } from "../../src/attention/rotary.js";
import { Arena, instantiate } from "../../src/kernels/index.js";
import { rmsNorm } from "../../src/model/blocks.js";
import { SwiGlu } from "../../src/model/swi-glu.js";
import { rotateHalves, rotationOf } from "../../src/model/rotary.js";
import { normal, stream } from "../../src/kit/random/index.js";
import { difference } from "./tiny-model.js";

function vector(d: number, name: string): Float64Array {
  const source = stream(9, "pieces", name);
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

describe("between the products of a model", () => {
  it("rows are divided by their root mean square and multiplied by the norm's weights", () => {
    const out = new Float32Array(4);
    rmsNorm(Float32Array.of(3, 4, 0, 0), Float32Array.of(1, -2), 0.5, out);
    const root = Math.sqrt(12.5 + 0.5);
    expect([...out]).toEqual([3 / root, -8 / root, 0, -0].map(Math.fround));
  });

  const kernels = instantiate().float32;
  const memory = {
    kernels,
    arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 20),
    precision: "float32",
  } as const;
  const swiGlu = new SwiGlu(memory, 4);

  it("gates pass what their sigmoid lets through", () => {
    const out = new Float32Array(4);
    swiGlu.apply(Float32Array.of(0, 1, 5, 7, 99, -2, 800, 3, 2, 99), 5, 2, out);
    const silu = (x: number): number => x / (1 + Math.exp(-x));
    [0, 7 * silu(1), 3 * silu(-2), 1600].forEach((exact, f) => {
      expect(Math.abs(out[f]! - exact)).toBeLessThanOrEqual(3e-7 * Math.abs(exact));
    });
    swiGlu.apply(Float32Array.of(-800, -0, 1, 1, 0), 5, 2, out.subarray(0, 2));
    expect([out[0], out[1]]).toEqual([-0, -0]);
  });

  it("gates that are not finite spoil none but their own", () => {
    const out = new Float32Array(2);
    swiGlu.apply(Float32Array.of(NaN, 1, 5, 7), 4, 2, out);
    expect(out[0]).toBeNaN();
    expect(out[1]).toBeCloseTo(7 / (1 + Math.exp(-1)), 6);
    expect(() => swiGlu.apply(new Float32Array(20), 10, 5, new Float32Array(10))).toThrow(
      "SwiGlu.apply: out must hold at most 4 numbers, got 10",
    );
  });
});
