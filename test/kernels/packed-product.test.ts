import { describe, expect, it } from "vitest";
import {
  Arena,
  bytesOf,
  instantiate,
  numbersAt,
  PackedProduct,
  wholePanels,
  type KernelMemory,
  type Precision,
} from "../../src/kernels/index.js";
import { normal, stream } from "../../src/kit/random/index.js";

const SHAPES = [
  { count: 1, d: 1, rows: 1 },
  { count: 9, d: 5, rows: 3 },
  { count: 32, d: 48, rows: 16 },
  { count: 200, d: 7, rows: 6 }, // packed in several parts
] as const;

function numbers(count: number, name: string): Float32Array {
  const source = stream(4, name, count);
  return Float32Array.from({ length: count }, () => normal(source));
}

describe.each<Precision>(["float32", "float64"])("products with packed keys in %s", (precision) => {
  const open = (): KernelMemory => {
    const kernels = instantiate()[precision];
    return { kernels, arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24), precision };
  };
  const tolerance = precision === "float32" ? 1e-5 : 1e-13;

  it.each(SHAPES)("are the definition's for $rows rows, $count keys, $d entries", ({ count, d, rows }) => {
    const memory = open();
    const [keys, queries] = [numbers(count * d, "keys"), numbers(rows * d, "queries")];
    const product = new PackedProduct(memory, count, d);
    product.pack(keys);
    const stride = wholePanels(count);
    const z = memory.arena.take(bytesOf(precision) * 16 * stride);
    product.multiply(queries, rows, count, z, stride);
    const got = numbersAt(memory, z, 0, rows * stride);
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < count; j++) {
        let exact = 0;
        for (let f = 0; f < d; f++) exact += queries[r * d + f]! * keys[j * d + f]!;
        expect(Math.abs(got[r * stride + j]! - exact)).toBeLessThan(tolerance * d);
      }
    }
  });

  it.each([1, 5, 16, 48])(
    "of stored queries that end at entry %i are those of queries with zeros behind it",
    (width) => {
      const [count, d, rows] = [20, 48, 6];
      const memory = open();
      const queries = numbers(rows * d, "stored").map((x, i) => (i % d < width ? x : 0));
      const product = new PackedProduct(memory, count, d);
      product.pack(numbers(count * d, "keys"));
      const stride = wholePanels(count);
      const [expected, actual] = [0, 1].map(() => memory.arena.take(bytesOf(precision) * 16 * stride));
      const stored = memory.arena.take(bytesOf(precision) * 16 * d);
      product.multiply(queries, rows, count, expected!, stride);
      const short = queries.filter((_, i) => i % d < width);
      numbersAt(memory, stored, 0, short.length).set(short);
      product.multiplyStored(stored, rows, width, count, actual!, stride);
      const row = (at: number, r: number): number[] => [...numbersAt(memory, at, r * stride, count)];
      for (let r = 0; r < rows; r++) expect(row(actual!, r)).toEqual(row(expected!, r));
    },
  );

  it.each(SHAPES)(
    "are the same of keys that stand in the kernels' memory: $count keys, $d entries",
    ({ count, d, rows }) => {
      const memory = open();
      const [keys, queries] = [numbers(count * d, "keys"), numbers(rows * d, "queries")];
      const product = new PackedProduct(memory, count, d);
      const stride = wholePanels(count);
      const [expected, actual] = [0, 1].map(() => memory.arena.take(bytesOf(precision) * 16 * stride));
      product.pack(keys);
      product.multiply(queries, rows, count, expected!, stride);
      const stored = memory.arena.take(bytesOf(precision) * count * d);
      numbersAt(memory, stored, 0, count * d).set(keys);
      product.pack(new Float32Array(count * d));
      product.packStored(stored);
      product.multiply(queries, rows, count, actual!, stride);
      expect(numbersAt(memory, actual!, 0, rows * stride)).toEqual(numbersAt(memory, expected!, 0, rows * stride));
    },
  );
});

describe("products of marked keys", () => {
  it("are those of all keys where eight keys are marked for some of four queries, and are not written elsewhere", () => {
    const kernels = instantiate().float32;
    const memory: KernelMemory = {
      kernels,
      arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24),
      precision: "float32",
    };
    const [count, d, rows, length] = [60, 6, 7, 45];
    const product = new PackedProduct(memory, count, d);
    product.pack(numbers(count * d, "keys"));
    const stride = wholePanels(length);
    const [all, z, stored] = [8 * stride, 8 * stride, rows * d].map((size) => memory.arena.take(4 * size));
    numbersAt(memory, stored!, 0, rows * d).set(numbers(rows * d, "queries"));
    const marked = [3, stride + 17, 6 * stride + 44]; // of queries 0, 1 and 6
    const marks = memory.arena.take(8 * stride);
    const bytes = new Uint8Array(kernels.memory.buffer, marks, 8 * stride).fill(0);
    for (const at of marked) bytes[at] = 200;
    product.multiplyStored(stored!, rows, d, length, all!, stride);
    numbersAt(memory, z!, 0, 8 * stride).fill(99);
    product.multiplyMarked(stored!, rows, length, marks, z!, stride);
    const wanted = (r: number, panel: number): boolean => (r < 4 ? panel === 0 || panel === 2 : panel === 5);
    const expected = numbersAt(memory, all!, 0, 8 * stride).map((x, i) =>
      wanted(Math.floor(i / stride), Math.floor((i % stride) / 8)) ? x : 99,
    );
    expect(numbersAt(memory, z!, 0, 8 * stride)).toEqual(expected);
  });
});

describe("products of float32 queries that are mostly 0", () => {
  it.each([0, 1, 4, 60])("are those of all their entries, to the last bit: %i", (every) => {
    const kernels = instantiate().float32;
    const memory: KernelMemory = {
      kernels,
      arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24),
      precision: "float32",
    };
    const [count, d, width, rows] = [20, 48, 32, 7];
    const product = new PackedProduct(memory, count, d);
    product.pack(numbers(count * d, "keys"));
    const stride = wholePanels(count);
    const [expected, actual] = [0, 1].map(() => memory.arena.take(4 * 16 * stride));
    const queries = numbers(rows * width, "mostly 0").map((x, i) =>
      (i + 3 * Math.floor(i / width)) % (every + 1) === every ? x : 0,
    );
    const stored = memory.arena.take(4 * rows * width);
    numbersAt(memory, stored, 0, rows * width).set(queries);
    product.multiplyStored(stored, rows, width, count, expected!, stride);
    product.multiplyNonzero(stored, rows, width, actual!, stride);
    expect(numbersAt(memory, actual!, 0, rows * stride)).toEqual(numbersAt(memory, expected!, 0, rows * stride));
  });

  it("do not read what is left out", () => {
    const kernels = instantiate().float32;
    const memory: KernelMemory = {
      kernels,
      arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24),
      precision: "float32",
    };
    const product = new PackedProduct(memory, 1, 8);
    product.pack(Float32Array.of(1, NaN, 2, 3, Infinity, 5, 6, 7));
    const [stored, z] = [memory.arena.take(4 * 16), memory.arena.take(4 * 4 * 16)];
    numbersAt(memory, stored, 0, 16).set([1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]);
    product.multiplyNonzero(stored, 2, 8, z, 16);
    expect([...numbersAt(memory, z, 0, 1), ...numbersAt(memory, z, 16, 1)]).toEqual([10, 5]);
  });
});

describe("products with the columns of a matrix", () => {
  it.each([1, 3, 8, 10, 32])("are those with the rows of its transpose: %i columns", (count) => {
    const kernels = instantiate().float32;
    const memory: KernelMemory = {
      kernels,
      arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24),
      precision: "float32",
    };
    const [n, d, rows] = [13, 16, 5];
    const [matrix, queries] = [numbers(n * count, "columns"), numbers(rows * d, "queries")];
    const product = new PackedProduct(memory, count, d);
    const stride = wholePanels(count);
    const [expected, actual] = [0, 1].map(() => memory.arena.take(4 * 16 * stride));
    const columns = Float32Array.from(
      { length: count * d },
      (_, i) => matrix[(i % d) * count + Math.floor(i / d)] ?? 0,
    );
    product.pack(columns.map((x, i) => (i % d < n ? x : 0)));
    product.multiply(queries, rows, count, expected!, stride);
    const stored = memory.arena.take(4 * (n + 1) * count);
    numbersAt(memory, stored, 0, (n + 1) * count).fill(NaN);
    numbersAt(memory, stored, 0, n * count).set(matrix);
    product.pack(new Float32Array(count * d).fill(NaN));
    product.packColumns(stored, n);
    product.multiply(queries, rows, count, actual!, stride);
    expect(numbersAt(memory, actual!, 0, rows * stride)).toEqual(numbersAt(memory, expected!, 0, rows * stride));
  });
});
