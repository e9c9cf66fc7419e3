import fc from "fast-check";
import { closeSync, openSync, truncateSync, writeSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { openTensors, readRows, type ArrayRef } from "../../src/tensors/index.js";
import { npyBytes, npyOf, product, safetensorsBytes, SIZES, TestFolder, type TestDtype } from "./files.js";

const folder = new TestFolder();

/** An entry's number from its bytes, by the formats' definitions and one entry at a time. */
function entryAt(data: Uint8Array, i: number, dtype: TestDtype, bigEndian: boolean): number {
  const size = SIZES[dtype];
  const view = new DataView(data.buffer, data.byteOffset + i * size, size);
  if (dtype === "float64") return view.getFloat64(0, !bigEndian);
  if (dtype === "float32") return view.getFloat32(0, !bigEndian);
  const bits = view.getUint16(0, !bigEndian);
  const [fractionBits, bias] = dtype === "float16" ? [10, 15] : [7, 127];
  const exponent = (bits & 0x7fff) >> fractionBits;
  const fraction = (bits % (1 << fractionBits)) / (1 << fractionBits);
  const size1 = exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  return bits >> 15 === 1 ? -size1 : size1;
}

/** Bytes of finite entries of any bits: the highest bit of the exponent is cleared. */
function finite(bytes: Uint8Array, dtype: TestDtype, bigEndian: boolean): Uint8Array {
  const size = SIZES[dtype];
  return bytes.map((byte, i) => (i % size === (bigEndian ? 0 : size - 1) ? byte & 0xbf : byte));
}

const sameNumber = (a: number, b: number): boolean => Object.is(a, b);

describe("rows of a matrix in a file", () => {
  it("are those of a plain reader: any shape, order, type, pair of axes and range of rows", async () => {
    const array = fc
      .record({
        shape: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }),
        dtype: fc.constantFrom<TestDtype>("float16", "bfloat16", "float32", "float64"),
        fortran: fc.boolean(),
        bigEndian: fc.boolean(),
        picks: fc.array(fc.nat({ max: 1000 }), { minLength: 8, maxLength: 8 }),
      })
      .chain((one) => {
        const length = product(one.shape) * SIZES[one.dtype];
        return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => ({ ...one, bytes }));
      });
    let count = 0;
    const property = fc.asyncProperty(array, async ({ shape, dtype, picks, bytes, ...order }) => {
      // Safetensors files are little-endian and in C order; NumPy has no bfloat16.
      const npy = dtype !== "bfloat16" && (order.fortran || order.bigEndian || picks[0]! % 2 === 0);
      const { fortran, bigEndian } = npy ? order : { fortran: false, bigEndian: false };
      const data = finite(bytes, dtype, bigEndian);
      const descr = `${bigEndian ? ">" : "<"}f${SIZES[dtype]}`;
      const code = { float16: "F16", bfloat16: "BF16", float32: "F32", float64: "F64" }[dtype];
      const file = npy
        ? npyBytes(shape, data, { descr, fortran })
        : safetensorsBytes({ a: { dtype: code, shape, data } });
      const { tensors } = await openTensors([folder.write(`${count++}.${npy ? "npy" : "safetensors"}`, file)]);
      const [tensor] = [...tensors.values()];
      const axes = shape.map((_, axis) => axis);
      const rowAxis = picks[1]! % shape.length;
      const columnAxis = (rowAxis + 1 + (picks[2]! % (shape.length - 1))) % shape.length;
      const others = axes.filter((axis) => axis !== rowAxis && axis !== columnAxis);
      const index = others.map((axis, i) => picks[3 + i]! % shape[axis]!);
      const [from, to] = [picks[6]!, picks[7]!].map((x) => x % (shape[rowAxis]! + 1)).sort((a, b) => a - b) as [
        number,
        number,
      ];
      const rows = readRows(tensor!.matrix(rowAxis, columnAxis, index), from, to);
      const expected: number[] = [];
      for (let i = from; i < to; i++) {
        for (let j = 0; j < shape[columnAxis]!; j++) {
          const whole = axes.map((axis) =>
            axis === rowAxis ? i : axis === columnAxis ? j : index[others.indexOf(axis)]!,
          );
          // Horner's rule, from the slowest axis to the fastest
          const ordered = fortran ? [...axes].reverse() : axes;
          const at = ordered.reduce((sum, axis) => sum * shape[axis]! + whole[axis]!, 0);
          expected.push(entryAt(data, at, dtype, bigEndian));
        }
      }
      expect(rows).toBeInstanceOf(dtype === "float64" ? Float64Array : Float32Array);
      expect(rows).toHaveLength(expected.length);
      expect([...rows].every((x, i) => sameNumber(x, expected[i]!))).toBe(true);
    });
    await fc.assert(property, { seed: 12, numRuns: 400 });
  });

  it("widen every finite float16 and bfloat16 exactly", async () => {
    for (const dtype of ["float16", "bfloat16"] as const) {
      const infinite = dtype === "float16" ? 0x7c00 : 0x7f80;
      const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter((i) => (i & infinite) !== infinite);
      const data = new Uint8Array(bits.buffer);
      const code = dtype === "float16" ? "F16" : "BF16";
      const file = safetensorsBytes({ a: { dtype: code, shape: [2, bits.length / 2], data } });
      const { tensors } = await openTensors([folder.write(`${dtype}.safetensors`, file)]);
      const rows = readRows(tensors.get("a")!.at([]));
      expect(rows.every((x, i) => sameNumber(x, entryAt(data, i, dtype, false)))).toBe(true);
    }
  });

  // Each takes several blocks of 1 MiB; entry i of the file is i.
  test.each([
    ["in C order", { rowStride: 500, columnStride: 1 }, 700, 500],
    ["in Fortran order", { rowStride: 1, columnStride: 700 }, 700, 500],
    ["between those of other heads", { rowStride: 2000, columnStride: 1 }, 200, 500],
    ["between others in Fortran order", { rowStride: 4, columnStride: 1600 }, 400, 200],
    ["of more than a block", { rowStride: 200_000, columnStride: 1 }, 3, 200_000],
    ["close beside one another", { rowStride: 5, columnStride: 2 }, 60_000, 2],
  ])("are found when they lie %s", (_, strides, rows, columns) => {
    const count = (rows - 1) * strides.rowStride + (columns - 1) * strides.columnStride + 1;
    const data = Float64Array.from({ length: count }, (_, i) => i);
    const file = folder.write("wide.bin", new Uint8Array(data.buffer));
    const ref: ArrayRef = { file, dtype: "float64", offset: 0, rows, columns, ...strides };
    const [from, to] = [1, rows - 1];
    const read = readRows(ref, from, to);
    expect(read).toHaveLength((to - from) * columns);
    const wrong = read.findIndex(
      (x, i) => x !== (from + Math.floor(i / columns)) * strides.rowStride + (i % columns) * strides.columnStride,
    );
    expect(wrong).toBe(-1);
  });

  it("are read beyond 4 GiB, without what lies before them", async () => {
    const shape = [3, 2 ** 25, 16];
    const path = folder.write("long.npy", npyBytes(shape, new Uint8Array()));
    const header = npyBytes(shape, new Uint8Array()).length;
    truncateSync(path, header + 4 * product(shape)); // 6 GiB of zeros that take no room
    const file = openSync(path, "r+");
    writeSync(file, new Uint8Array(Float32Array.of(7, 8).buffer), 0, 8, header + 4 * product(shape) - 8);
    closeSync(file);
    const { tensors } = await openTensors([path]);
    const rows = readRows(tensors.get("long")!.at([2]), 2 ** 25 - 1);
    expect([...rows]).toEqual([...new Array<number>(14).fill(0), 7, 8]);
  });

  it("hold no more than some blocks beside what is returned", () => {
    const [rows, columns] = [2 ** 20, 512];
    const file = folder.write("fortran.bin", "");
    truncateSync(file, 4 * rows * columns); // 2 GiB
    const ref: ArrayRef = { file, dtype: "float32", offset: 0, rows, columns, rowStride: 1, columnStride: rows };
    const before = process.memoryUsage().rss;
    expect(readRows(ref, 5, 1000)).toHaveLength(995 * columns);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });
});

describe("an entry that is not finite", () => {
  const refOf = (name: string, values: readonly number[]): ArrayRef => {
    const file = folder.write(name, new Uint8Array(Float32Array.from(values).buffer));
    return { file, dtype: "float32", offset: 0, rows: 2, columns: 3, rowStride: 3, columnStride: 1 };
  };

  test.each([NaN, Infinity, -Infinity])("is refused by file, row and column (%d)", (bad) => {
    const ref = refOf("bad.bin", [0, 1, 2, 3, bad, 5]);
    const place = `entries must be finite, got ${bad} at row 1, column 1`;
    expect(() => readRows(ref)).toThrow(`readRows: ${ref.file}: ${place}`);
    expect(() => readRows({ ...ref, label: "a.npz: q[3]" }, 1)).toThrow(`readRows: a.npz: q[3]: ${place}`);
    expect([...readRows(ref, 0, 1)]).toEqual([0, 1, 2]);
  });

  it("may be a mask's -Infinity, where that is asked for", () => {
    const ref = refOf("masked.bin", [0, -Infinity, -Infinity, 1, 2, -Infinity]);
    expect([...readRows(ref, 0, 2, { masked: true })]).toEqual([0, -Infinity, -Infinity, 1, 2, -Infinity]);
    expect(() => readRows(refOf("nan.bin", [0, 1, 2, NaN, 3, 4]), 0, 2, { masked: true })).toThrow("got NaN at row 1");
  });
});

describe("readRows refuses", () => {
  test("rows that the matrix does not have", async () => {
    const { tensors } = await openTensors([folder.write("small.npy", npyOf([2, 3]))]);
    const ref = tensors.get("small")!.at([]);
    for (const [from, to] of [
      [0, 3],
      [-1, 1],
      [2, 1],
      [0.5, 1],
    ] as const) {
      expect(() => readRows(ref, from, to)).toThrow(`rows must be a range within [0, 2], got [${from}, ${to})`);
    }
  });

  test("a file that has been cut since it was opened", async () => {
    const path = folder.write("cut.npy", npyOf([2, 3]));
    const { tensors } = await openTensors([path]);
    truncateSync(path, 128 + 20);
    const ref = tensors.get("cut")!.at([]);
    expect(() => readRows(ref)).toThrow(`readRows: ${path}: the file must have 152 bytes or more, it ends after 148`);
    expect([...readRows(ref, 0, 1)]).toEqual([0, 1, 2]);
  });
});
