import { describe, expect, it } from "vitest";
import { rotateHalves, rotationOf } from "../../src/model/rotary.js";
import { float32s, ModelMemory } from "./model-memory.js";

const SHAPES = [
  { rows: 1, width: 1 },
  { rows: 3, width: 5 },
  { rows: 4, width: 8 },
  { rows: 7, width: 27 },
  { rows: 16, width: 128 },
] as const;

/** Finite numbers with some that are not. */
const ODD = [NaN, Infinity, -Infinity, 3e38, -0, 1e-42] as const;

function withOdd(numbers: Float32Array): Float32Array {
  return numbers.map((x, i) => (i % 5 === 2 ? ODD[i % ODD.length]! : x));
}

describe.each(SHAPES)("between the products of a model, $rows rows of $width, to the last bit:", ({ rows, width }) => {
  const stride = width + 3;
  const count = rows * width;

  it("rows over their root mean square, times the norm's weights", () => {
    const at = new ModelMemory();
    const [x, weights] = [float32s(count, "x"), float32s(width, "weights")];
    const expected = x.map((_, i) => {
      const row = x.subarray(width * Math.floor(i / width), width * Math.floor(i / width) + width);
      let squares = 0;
      for (const entry of row) squares += entry * entry;
      return x[i]! * (1 / Math.sqrt(squares / width + 1e-5)) * weights[i % width]!;
    });
    const out = at.take(count + 1);
    at.model.rmsNorm(at.put(x), rows, width, at.put(weights), 1e-5, out);
    expect(at.get(out, count + 1)).toEqual(Float32Array.of(...expected, 99));
  });

  it("sums of rows", () => {
    const at = new ModelMemory();
    const [x, y] = [withOdd(float32s(count, "x")), float32s(rows * stride, "y", 1e4)];
    const address = at.put(x);
    at.model.addRows(address, rows, width, at.put(y), stride);
    const entry = (i: number): number => y[stride * Math.floor(i / width) + (i % width)]!;
    expect(at.get(address, count)).toEqual(x.map((number, i) => number + entry(i)));
    expect(at.get(address + 4 * count, 1)[0]).toBe(99);
  });

  it("numbers times a factor", () => {
    const at = new ModelMemory();
    const x = withOdd(float32s(count, "x"));
    const out = at.take(count + 1);
    at.model.scaled(at.put(x), count, 1 / Math.sqrt(7), out);
    expect(at.get(out, count)).toEqual(x.map((number) => (1 / Math.sqrt(7)) * number));
    expect(at.get(out + 4 * count, 1)[0]).toBe(99);
  });

  it("rows over their divisors, to where rows are wider", () => {
    const at = new ModelMemory();
    const x = withOdd(float32s(rows * stride, "x"));
    const divisors = Float64Array.from(float32s(rows, "divisors"), (y) => 1 + y * Math.SQRT2);
    const sums = at.memory.arena.take(8 * rows);
    new Float64Array(at.memory.kernels.memory.buffer, sums, rows).set(divisors);
    const wide = width + 2;
    const out = at.take(rows * wide);
    at.model.divideRows(at.put(x), rows, stride, width, sums, out, wide);
    const expected = new Float32Array(rows * wide).fill(99);
    for (let i = 0; i < count; i++) {
      const [r, f] = [Math.floor(i / width), i % width];
      expected[r * wide + f] = x[r * stride + f]! / divisors[r]!;
    }
    expect(at.get(out, rows * wide)).toEqual(expected);
  });
});

describe("heads of a model", () => {
  it.each([1, 2, 6, 10, 32])("of %i entries stand side by side, and then each in rows of its own", (d) => {
    const [at, rows, heads, headRows] = [new ModelMemory(), 5, 3, 7];
    const stride = heads * d + 2;
    const y = float32s(rows * stride, "heads");
    const out = at.take(heads * headRows * d);
    at.model.splitHeads(at.put(y), rows, stride, heads, d, out, headRows);
    const expected = new Float32Array(heads * headRows * d).fill(99);
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < rows * d; i++) {
        expected[head * headRows * d + i] = y[stride * Math.floor(i / d) + head * d + (i % d)]!;
      }
    }
    expect(at.get(out, heads * headRows * d)).toEqual(expected);
  });

  it.each([2, 4, 6, 10, 32])("of %i entries are turned as by the plain function, to the last bit", (d) => {
    const [at, rows] = [new ModelMemory(), 9];
    const x = withOdd(float32s(rows * d, "turned"));
    const rotation = rotationOf(300, d, rows);
    const address = at.put(x);
    at.model.rotateRows(address, rows, d, at.put(rotation.cosines), at.put(rotation.sines));
    for (let r = 0; r < rows; r++) rotateHalves(x, r * d, d, rotation, r);
    expect(at.get(address, rows * d)).toEqual(x);
    expect(at.get(address + 4 * rows * d, 1)[0]).toBe(99);
  });
});

describe("gates of a model", () => {
  const silu = (x: number): number => x / (1 + Math.exp(-x));

  function passed(gates: readonly number[], ups: readonly number[], inner: number): Float32Array {
    const at = new ModelMemory();
    const rows = gates.length / inner;
    const stride = 2 * inner + 1;
    const y = new Float32Array(rows * stride);
    for (let i = 0; i < gates.length; i++) {
      const from = stride * Math.floor(i / inner) + (i % inner);
      y[from] = gates[i]!;
      y[from + inner] = ups[i]!;
    }
    const out = at.take(gates.length + 4);
    at.model.swiGlu(at.put(y), rows, stride, inner, out);
    return at.get(out, gates.length);
  }

  it.each([1, 3, 4, 27, 344])("pass what their sigmoid lets through, %i in a row", (inner) => {
    const gates = [...float32s(3 * inner, "gates", 4)];
    const ups = [...float32s(3 * inner, "ups")];
    const out = passed(gates, ups, inner);
    out.forEach((y, i) => {
      const exact = silu(gates[i]!) * ups[i]!;
      expect(Math.abs(y - exact), `gate ${i}`).toBeLessThanOrEqual(3e-7 * Math.abs(exact));
    });
    // A number is the same wherever it stands.
    expect(passed([gates[1]!], [ups[1]!], 1)[0]).toBe(out[1]);
  });

  it("far from 0 are all or nothing", () => {
    expect([...passed([0, 800, -800, -0], [7, 2, 3, 1], 2)]).toEqual([0, 1600, -0, -0]);
  });

  it("that are not finite spoil none but their own", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const gates = [1, 2, 3, 4, 5, 6];
      const whole = passed(gates, gates, 6);
      for (const at of [0, 3, 5]) {
        const spoilt = passed(gates.with(at, bad), gates, 6);
        expect(spoilt[at]).not.toSatisfy(Number.isFinite);
        expect(spoilt.map((y, i) => (i === at ? 0 : y))).toEqual(whole.map((y, i) => (i === at ? 0 : y)));
      }
    }
  });
});
