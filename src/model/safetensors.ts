/**
 * Arrays in the format of https://github.com/huggingface/safetensors: the length of a header as 64 bits, the header in JSON,
 * the entries, little-endian and row-major.
 */
import { float16 } from "../tensors/float16.js";

/** An array of float32; narrower types are widened, which is exact. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const SIZES: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2 };

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Reads all arrays of a file's content.
 *
 * @throws RangeError that says what is wrong: the file is cut off or none of these, an array's type is not float32, float16
 *   or bfloat16, its length does not fit its shape, an entry is not finite
 */
export function readSafetensors(bytes: Uint8Array): Map<string, NamedArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (8 + length > bytes.byteLength) throw new RangeError("readSafetensors: the file ends inside its header");
  const start = 8 + length;
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(8, start)));
  const body = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  return new Map(header.map(([name, entry]) => [name, readArray(name, entry, body)]));
}

function parseHeader(text: string): [name: string, entry: Entry][] {
  try {
    const header = JSON.parse(text) as Record<string, Entry>;
    return Object.entries(header).filter(([name]) => name !== "__metadata__");
  } catch {
    throw new RangeError("readSafetensors: the header must be JSON; it is not a safetensors file");
  }
}

function readArray(name: string, entry: Entry, body: DataView): NamedArray {
  if (!isEntry(entry)) {
    throw new RangeError(
      `readSafetensors: ${name} must have dtype, shape and data_offsets, got ${JSON.stringify(entry)}`,
    );
  }
  const {
    dtype,
    shape,
    data_offsets: [from, to],
  } = entry;
  const size = Object.hasOwn(SIZES, dtype) ? SIZES[dtype]! : 0;
  if (size === 0) throw new RangeError(`readSafetensors: ${name} must be of type F32, F16 or BF16, got ${dtype}`);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (to - from !== count * size) {
    throw new RangeError(`readSafetensors: ${name} must have ${count * size} bytes, got ${to - from}`);
  }
  if (!(from >= 0 && to <= body.byteLength)) throw new RangeError(`readSafetensors: the file ends inside ${name}`);
  const data = Float32Array.from({ length: count }, (_, i) => readEntry(dtype, body, from + i * size));
  const index = data.findIndex((x) => !Number.isFinite(x));
  if (index >= 0)
    throw new RangeError(`readSafetensors: ${name} must be finite, got ${data[index]!} at index ${index}`);
  return { shape, data };
}

function isEntry({ dtype, shape, data_offsets }: Partial<Entry>): boolean {
  const numbers = [shape, data_offsets].every((list) => Array.isArray(list) && list.every(Number.isSafeInteger));
  return numbers && typeof dtype === "string" && data_offsets?.length === 2;
}

function readEntry(dtype: string, body: DataView, at: number): number {
  if (dtype === "F32") return body.getFloat32(at, true);
  const bits = body.getUint16(at, true);
  return dtype === "F16" ? float16(bits) : bfloat16(bits);
}

const word = new DataView(new ArrayBuffer(4));

/** A bfloat16 is the upper half of a float32. */
function bfloat16(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
