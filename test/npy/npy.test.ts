import { describe, expect, test } from "vitest";
import { readNpy } from "../../src/npy/index.js";

/** A file as the format's description lays it out: magic, version, length, header padded to 64 bytes, data. */
function file(version: number, header: string, data: Uint8Array): Uint8Array {
  const prefix = version === 1 ? 10 : 12;
  const text = `${header.padEnd(128 - prefix - 1)}\n`;
  const bytes = new Uint8Array(128 + data.length);
  bytes.set([0x93, ...Buffer.from("NUMPY"), version, 0]);
  new DataView(bytes.buffer).setUint16(8, text.length, true);
  bytes.set(Buffer.from(text, "latin1"), prefix);
  bytes.set(data, 128);
  return bytes;
}

const header = (descr: string, fortran: boolean, shape: string): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }`;

const bytesOf = (array: Float32Array | Float64Array | Uint16Array): Uint8Array => new Uint8Array(array.buffer);

describe("readNpy", () => {
  test.each([1, 2, 3])("reads version %d, float64, C order", (version) => {
    const data = bytesOf(Float64Array.of(1.5, -2, 0.1, 65504, 6e-8, 0));
    const { shape, dtype, data: values } = readNpy(file(version, header("<f8", false, "(2, 3)"), data));
    expect(shape).toEqual([2, 3]);
    expect(dtype).toBe("float64");
    expect([...values]).toEqual([1.5, -2, 0.1, 65504, 6e-8, 0]);
  });

  test.each([2, 3])(
    "reads a header beyond 65,535 bytes, whose length takes more than two of its four, version %d",
    (version) => {
      const text = `${header("<f8", false, "(1,)").padEnd(70_000 - 1)}\n`;
      const bytes = new Uint8Array(12 + text.length + 8);
      bytes.set([0x93, ...Buffer.from("NUMPY"), version, 0]);
      new DataView(bytes.buffer).setUint32(8, text.length, true);
      bytes.set(Buffer.from(text, "latin1"), 12);
      bytes.set(bytesOf(Float64Array.of(2.5)), 12 + text.length);
      expect([...readNpy(bytes).data]).toEqual([2.5]);
    },
  );

  test("turns Fortran order into C order", () => {
    const data = bytesOf(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect([...readNpy(file(1, header("<f4", true, "(2, 3)"), data)).data]).toEqual([1, 2, 3, 4, 5, 6]);
    const cube = bytesOf(Float32Array.of(0, 4, 2, 6, 1, 5, 3, 7));
    expect([...readNpy(file(1, header("<f4", true, "(2, 2, 2)"), cube)).data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("reads float16 exactly: normal, subnormal, largest, infinite", () => {
    // Bits by IEEE 754: 1.5, -2, the double nearest 0.1 rounded, 65504, 2^-24, Infinity, NaN
    const bits = Uint16Array.of(0x3e00, 0xc000, 0x2e66, 0x7bff, 0x0001, 0x7c00, 0x7e00);
    const { data } = readNpy(file(1, header("<f2", false, "(7,)"), bytesOf(bits)));
    expect([...data]).toEqual([1.5, -2, 0.0999755859375, 65504, 2 ** -24, Infinity, NaN]);
  });

  test("reads each of two files that lie in one buffer by its own header", () => {
    const one = file(1, header("<f8", false, "(2,)"), bytesOf(Float64Array.of(1, 2)));
    const two = file(1, header("<f4", false, "(1, 2)"), bytesOf(Float32Array.of(3, 4)));
    const both = new Uint8Array([...one, ...two]);
    expect(readNpy(both.subarray(0, one.length))).toMatchObject({ dtype: "float64", shape: [2] });
    const { dtype, shape, data } = readNpy(both.subarray(one.length));
    expect([dtype, shape, [...data]]).toEqual(["float32", [1, 2], [3, 4]]);
  });

  test("reads a file at any offset of its buffer, and scalars", () => {
    const whole = file(1, header("<f8", false, "()"), bytesOf(Float64Array.of(7)));
    const shifted = new Uint8Array(whole.length + 3);
    shifted.set(whole, 3);
    expect([...readNpy(shifted.subarray(3)).data]).toEqual([7]);
  });

  test.each([
    [new Uint8Array(20), 'the file must begin with "\\x93NUMPY"'],
    [file(4, header("<f8", false, "(1,)"), new Uint8Array(8)), "the version must be 1, 2 or 3, got 4"],
    [file(1, header("<i8", false, "(1,)"), new Uint8Array(8)), "little-endian float16, float32 or float64, got <i8"],
    [file(1, header(">f8", false, "(1,)"), new Uint8Array(8)), "got >f8"],
    [file(1, header("constructor", false, "(1,)"), new Uint8Array(8)), "got constructor"],
    [file(1, header("<f8", false, "(1 2,)"), new Uint8Array(16)), "the shape must be integers that doubles hold"],
    [
      file(1, "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(8)),
      "a structured type",
    ],
    [file(1, "{'shape': (1,), }", new Uint8Array(8)), "the header must name descr, fortran_order and shape"],
    [
      file(1, header("<f8", false, "(2, 3)"), new Uint8Array(40)),
      "the data must have 48 bytes for shape (2, 3) of float64, got 40",
    ],
    [file(1, header("<f8", false, "(1,)"), new Uint8Array(8)).subarray(0, 60), "the file ends inside its header"],
  ])("refuses what it cannot read (%#)", (bytes, message) => {
    expect(() => readNpy(bytes)).toThrow(message);
  });
});
