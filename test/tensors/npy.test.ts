import { describe, expect, test } from "vitest";
import { readNpy } from "../../src/tensors/npy.js";

/** A file as the format's description lays it out: magic, version, length, header padded to 64 bytes, data. */
/** @param start where the data begin: behind prefix and header */
function file(version: number, header: string, data: Uint8Array, start = 128): Uint8Array {
  const prefix = version === 1 ? 10 : 12;
  const text = `${header.padEnd(start - prefix - 1)}\n`;
  const bytes = new Uint8Array(start + data.length);
  bytes.set([0x93, ...Buffer.from("NUMPY"), version, 0]);
  new DataView(bytes.buffer).setUint16(8, text.length, true);
  bytes.set(Buffer.from(text, "latin1"), prefix);
  bytes.set(data, start);
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
    const two = file(2, header("<f4", false, "(1, 2)"), bytesOf(Float32Array.of(3, 4)), 192);
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
    ["<i8", "integers"],
    ["|u1", "integers"],
    [">i4", "integers"],
    ["|b1", "booleans"],
    ["<f16", "long doubles", "save a.astype(np.float64)"],
    ["<c8", "complex numbers", "save a.real.astype(np.float32)"],
    ["|O", "Python objects, a pickle", "save np.stack(a).astype(np.float32)"],
    ["<V2", "two bytes of no type, as NumPy saves bfloat16"],
    ["|V8", "bytes of no type"],
    ["<U3", "text", "save its numbers, a.astype(np.float32)"],
    ["<M8[ns]", "times"],
  ])("refuses %s by name, with what to do instead", (descr, kind, remedy = "save a.astype(np.float32)") => {
    expect(() => readNpy(file(1, header(descr, false, "(1,)"), new Uint8Array(8)))).toThrow(
      `readNpy: the type must be float16, float32 or float64, got ${descr} (${kind}); ${remedy}`,
    );
  });

  test("reads big-endian entries of every width", () => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(-0.1);
    expect(readNpy(file(1, header(">f8", false, "(1,)"), bytes))).toMatchObject({
      dtype: "float64",
      data: Float64Array.of(-0.1),
    });
    const singles = Buffer.alloc(8);
    singles.writeFloatBE(1.5);
    singles.writeFloatBE(-2.25, 4);
    expect(readNpy(file(1, header(">f4", true, "(1, 2)"), singles))).toMatchObject({
      data: Float64Array.of(1.5, -2.25),
    });
    expect([...readNpy(file(1, header(">f2", false, "(2,)"), Uint8Array.of(0x3e, 0, 0xc0, 0))).data]).toEqual([
      1.5, -2,
    ]);
  });

  test("reads headers in double quotes, and sizes as Python 2 wrote them", () => {
    const text = '{"descr": "<f8", "fortran_order": False, "shape": (2L, 1L), }';
    expect(readNpy(file(1, text, bytesOf(Float64Array.of(3, 4))))).toMatchObject({
      shape: [2, 1],
      data: Float64Array.of(3, 4),
    });
    expect(() => readNpy(file(1, header("<f8", false, "(L,)"), new Uint8Array(8)))).toThrow(
      "the shape must be integers",
    );
  });

  test.each([
    [new Uint8Array(20), 'the file must begin with "\\x93NUMPY"'],
    [file(4, header("<f8", false, "(1,)"), new Uint8Array(8)), "the version must be 1, 2 or 3, got 4"],
    [file(1, header("constructor", false, "(1,)"), new Uint8Array(8)), "got constructor; save a.astype(np.float32)"],
    [file(1, header("<f8", false, "(1 2,)"), new Uint8Array(16)), "the shape must be integers that doubles hold"],
    [
      file(1, "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(8)),
      'got a structured type; save one field, a["name"].astype(np.float32)',
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
