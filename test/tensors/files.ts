/** Files of arrays, byte by byte as the formats' descriptions lay them out: .npy, .npz (a zip archive), .safetensors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, beforeAll } from "vitest";

export type TestDtype = "float16" | "bfloat16" | "float32" | "float64";

export const SIZES: Readonly<Record<TestDtype, number>> = { float16: 2, bfloat16: 2, float32: 4, float64: 8 };

/** A folder of the tests of a file, gone after them. */
export class TestFolder {
  #path = "";

  constructor() {
    beforeAll(() => void (this.#path = mkdtempSync(join(tmpdir(), "ncsparse-test-"))));
    afterAll(() => rmSync(this.#path, { recursive: true, force: true }));
  }

  path(...names: string[]): string {
    return join(this.#path, ...names);
  }

  /** Writes a file, with the folders that it lies in. */
  write(name: string, bytes: Uint8Array | string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }
}

/** 0, 1, 2, ... as float32, little-endian. */
export function counting(count: number, from = 0): Buffer {
  return Buffer.from(Float32Array.from({ length: count }, (_, i) => from + i).buffer);
}

export const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);

export interface NpyOptions {
  /** NumPy's code; `<f4` by default. */
  readonly descr?: string;
  readonly fortran?: boolean;
}

/** An .npy file of version 1. */
export function npyBytes(
  shape: readonly number[],
  data: Uint8Array,
  { descr = "<f4", fortran }: NpyOptions = {},
): Buffer {
  const order = fortran === true ? "True" : "False";
  const sizes = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${sizes}, }`;
  const header = `${text.padEnd(64 * Math.ceil((text.length + 11) / 64) - 11)}\n`;
  const prefix = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length % 256, header.length >> 8]);
  return Buffer.concat([prefix, Buffer.from(header, "latin1"), data]);
}

/** An .npy file of float32 numbers 0, 1, 2, ... */
export function npyOf(shape: readonly number[], from = 0): Buffer {
  return npyBytes(shape, counting(product(shape), from));
}

export interface SafetensorsArray {
  /** The format's code; `F32` by default. */
  readonly dtype?: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

export function safetensorsBytes(arrays: Readonly<Record<string, SafetensorsArray>>): Buffer {
  let end = 0;
  const entries = Object.entries(arrays).map(([name, { dtype = "F32", shape, data }]) => {
    const begin = end;
    end += data.byteLength;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const data = Object.values(arrays).map((array) => array.data);
  return safetensorsWith(Object.fromEntries([["__metadata__", { format: "pt" }], ...entries]), Buffer.concat(data));
}

/** A file whose header says anything. */
export function safetensorsWith(described: unknown, data: Uint8Array): Buffer {
  const header = Buffer.from(typeof described === "string" ? described : JSON.stringify(described));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, data]);
}

/** An array of float32 numbers 0, 1, 2, ... */
export function f32(shape: readonly number[], from = 0): SafetensorsArray {
  return { shape, data: counting(product(shape), from) };
}

export interface ZipOptions {
  readonly deflate?: boolean;
  /** Sizes and offsets in the fields that hold more than 4 GiB. */
  readonly zip64?: boolean;
}

/** A zip archive: each member after its local header, then the directory, then its end. */
export function zipBytes(members: Readonly<Record<string, Uint8Array>>, options: ZipOptions = {}): Buffer {
  const { deflate = false, zip64 = false } = options;
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of Object.entries(members)) {
    const packed = deflate ? deflateRawSync(bytes) : Buffer.from(bytes);
    const sizes = [packed.length, bytes.length] as const;
    const common = (wide: boolean): Buffer => {
      const fields = Buffer.alloc(26); // from the version that is needed to the lengths of name and extra field
      fields.writeUInt16LE(wide ? 45 : 20, 0);
      fields.writeUInt16LE(deflate ? 8 : 0, 4);
      fields.writeUInt32LE(crc32(bytes), 10);
      sizes.forEach((size, i) => fields.writeUInt32LE(wide ? 0xffffffff : size, 14 + 4 * i));
      fields.writeUInt16LE(name.length, 22);
      return fields;
    };
    const central = common(zip64);
    central.writeUInt16LE(zip64 ? 28 : 0, 24);
    const after = Buffer.alloc(14);
    after.writeUInt32LE(zip64 ? 0xffffffff : at, 10);
    const extra = zip64 ? Buffer.concat([Buffer.from([1, 0, 24, 0]), wide(sizes[1], sizes[0], at)]) : Buffer.alloc(0);
    directory.push(Buffer.from("PK\x01\x02\x2d\x00", "latin1"), central, after, Buffer.from(name), extra);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common(false), Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...files, listed, endOf(Object.keys(members).length, listed.length, at, zip64)]);
}

function wide(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(8 * numbers.length);
  numbers.forEach((x, i) => bytes.writeBigUInt64LE(BigInt(x), 8 * i));
  return bytes;
}

/** The end of the directory; with zip64 after its wide form and where that one is. */
function endOf(count: number, length: number, at: number, zip64: boolean): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  [8, 10].forEach((place) => end.writeUInt16LE(zip64 ? 0xffff : count, place));
  end.writeUInt32LE(zip64 ? 0xffffffff : length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16);
  if (!zip64) return end;
  const record = Buffer.concat([
    Buffer.from("PK\x06\x06", "latin1"),
    wide(44),
    Buffer.alloc(12),
    wide(count, count, length, at),
  ]);
  const locator = Buffer.concat([
    Buffer.from("PK\x06\x07\0\0\0\0", "latin1"),
    wide(at + length),
    Buffer.from([1, 0, 0, 0]),
  ]);
  return Buffer.concat([record, locator, end]);
}
