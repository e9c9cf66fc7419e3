import { describe, expect, it } from "vitest";
import {
  flushExponent,
  roundToFormat,
  smallestExponent,
  stagnantSum,
  STORAGE_FORMATS,
} from "../../src/attention/precision.js";
import { float16 } from "../../src/tensors/float16.js";
import { stream } from "../../src/kit/random/index.js";

/** Every non-negative finite float16, in increasing order, from its bits. */
const HALVES = Array.from({ length: 0x7c00 }, (_, bits) => float16(bits));

describe("rounding to float16", () => {
  it("keeps every float16", () => {
    const changed = HALVES.filter((x) => roundToFormat(x, "float16") !== x || roundToFormat(-x, "float16") !== -x);
    expect(changed).toEqual([]);
  });

  it("takes midpoints to the even neighbour, and what lies beside them to the nearer one: all 31,743 gaps", () => {
    for (let bits = 0; bits + 1 < HALVES.length; bits++) {
      const [low, high] = [HALVES[bits]!, HALVES[bits + 1]!];
      const middle = (low + high) / 2; // exact in a double
      const bad =
        roundToFormat(middle, "float16") !== (bits % 2 === 0 ? low : high) ||
        roundToFormat(middle * (1 - 2 ** -52), "float16") !== low ||
        roundToFormat(middle * (1 + 2 ** -52), "float16") !== high;
      if (bad) throw new Error(`at bits ${bits}: ${low}, ${high}`);
    }
  });

  it("overflows from the midpoint above 65504 on", () => {
    expect(roundToFormat(65519.999, "float16")).toBe(65504);
    expect(roundToFormat(65520, "float16")).toBe(Infinity);
    expect(roundToFormat(-1e9, "float16")).toBe(-Infinity);
  });
});

describe("rounding to other formats", () => {
  it("is Math.fround for float32, at every scale down to nothing", () => {
    const source = stream(1, "precision");
    const values = Array.from(
      { length: 20_000 },
      () => (source.uniform() - 0.5) * 2 ** (Math.floor(source.uniform() * 300) - 152),
    );
    expect(values.filter((x) => roundToFormat(x, "float32") !== Math.fround(x))).toEqual([]);
  });

  it("cuts float32 to its upper half for bfloat16, ties to even", () => {
    const view = new DataView(new ArrayBuffer(4));
    for (let high = 1; high < 0x7f7f; high += 7) {
      const value = (bits: number): number => {
        view.setUint32(0, bits);
        return view.getFloat32(0);
      };
      const [low, next] = [value(high * 65536), value((high + 1) * 65536)];
      expect(roundToFormat(low, "bfloat16")).toBe(low);
      expect(roundToFormat(value(high * 65536 + 0x8000), "bfloat16")).toBe(high % 2 === 0 ? low : next);
      expect(roundToFormat(value(high * 65536 + 0x7fff), "bfloat16")).toBe(low);
      expect(roundToFormat(value(high * 65536 + 0x8001), "bfloat16")).toBe(next);
    }
  });

  it("leaves doubles, zeros, infinities and NaN alone", () => {
    expect(roundToFormat(0.1, "float64")).toBe(0.1);
    expect(Object.is(roundToFormat(-0, "float16"), -0)).toBe(true);
    expect(roundToFormat(-Infinity, "bfloat16")).toBe(-Infinity);
    expect(roundToFormat(Number.NaN, "float16")).toBeNaN();
  });

  it("stores as 0 exactly what is at most 2^flushExponent", () => {
    for (const format of ["float16", "bfloat16", "float32"] as const) {
      const limit = 2 ** flushExponent(format);
      expect(roundToFormat(limit, format)).toBe(0);
      expect(roundToFormat(limit * (1 + 2 ** -52), format)).toBe(2 ** smallestExponent(format));
    }
    expect(["float16", "bfloat16", "float32", "float64"].map((f) => flushExponent(f as "float16"))).toEqual([
      -25, -134, -150, -1075,
    ]);
  });
});

describe("a sum of ones", () => {
  it("stops at 2^p", () => {
    expect(stagnantSum("float16", 10_000)).toBe(2048);
    expect(stagnantSum("bfloat16", 10_000)).toBe(256);
    expect(stagnantSum("float16", 1000)).toBe(1000);
    expect(STORAGE_FORMATS.float32.precision).toBe(24);
  });
});
