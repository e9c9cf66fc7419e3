/**
 * NumPy's array files: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (versions 1.0 to 3.0).
 *
 * Read here: arrays of float16, float32 or float64, in either byte order, in C or Fortran order.
 */
import type { Dtype } from "./array-ref.js";
import { DTYPE_BYTES } from "./array-ref.js";
import { parseNpyHeader, type NpyHeader } from "./npy-header.js";
import { shapeText, type StoredArray } from "./tensor.js";
import { roomFor, storedIn, widen, type Entries } from "./widen.js";

/** An array as it was saved, its entries widened to doubles, in C (row-major) order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** NumPy's name of the saved type. */
  readonly dtype: Exclude<Dtype, "bfloat16">;
  readonly data: Float64Array;
}

/**
 * Reads the content of an .npy file.
 *
 * @throws RangeError that says what is wrong: not an .npy file, an unknown version or type, a header that cannot be read,
 *   a length that does not fit the shape
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const { header, start } = readHeader(bytes);
  const { type, shape, fortran, bigEndian } = parseNpyHeader(header);
  if (typeof type === "object") throw new RangeError(`readNpy: ${type.refused}`);
  requireLength(shape, type, bytes.byteLength - start);
  const data = new Uint8Array(bytes.subarray(start)); // a copy that wide entries can be read from
  const room = roomFor(data.length / DTYPE_BYTES[type], type);
  room.stored.set(storedIn(data, type, bigEndian));
  const entries = widen(room, type);
  const inOrder = fortran && shape.length > 1 ? rowMajor(entries, shape) : Float64Array.from(entries);
  return { shape, dtype: type, data: inOrder };
}

/**
 * What an .npy file's header says, from its first bytes.
 *
 * @param bytes the file's beginning, its header at least
 * @param length bytes of the whole file
 * @throws RangeError as `readNpy`
 */
export function storedNpy(bytes: Uint8Array, length: number): StoredArray & NpyHeader {
  const { header, start } = readHeader(bytes);
  const parsed = parseNpyHeader(header);
  if (typeof parsed.type === "string") requireLength(parsed.shape, parsed.type, length - start);
  return { ...parsed, offset: start };
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** Whether a file that begins so is an .npy file. */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** How many bytes a file's header takes, its prefix included, from its first twelve. */
export function npyHeaderEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 10 || !isNpy(bytes)) {
    throw new RangeError('readNpy: the file must begin with "\\x93NUMPY"; it is not a NumPy array (.npy)');
  }
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw new RangeError(`readNpy: the version must be 1, 2 or 3, got ${version}`);
  if (version === 1) return 10 + view.getUint16(8, true);
  return view.byteLength < 12 ? Infinity : 12 + view.getUint32(8, true);
}

/** Magic, version, length of the header, and the header itself. */
function readHeader(bytes: Uint8Array): { header: string; start: number } {
  const start = npyHeaderEnd(bytes);
  if (start > bytes.byteLength) throw new RangeError("readNpy: the file ends inside its header");
  const version = bytes[6]!;
  const text = bytes.subarray(version === 1 ? 10 : 12, start);
  return { header: new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(text), start };
}

function requireLength(shape: readonly number[], dtype: Dtype, length: number): void {
  const expected = shape.reduce((product, size) => product * size, 1) * DTYPE_BYTES[dtype];
  if (length !== expected) {
    const text = `${expected} bytes for shape ${shapeText(shape)} of ${dtype}`;
    throw new RangeError(`readNpy: the data must have ${text}, got ${length}`);
  }
}

/** From Fortran order, first index fastest, to C order, last index fastest. */
function rowMajor(data: Entries, shape: readonly number[]): Float64Array {
  const out = new Float64Array(data.length);
  const index = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  for (let i = 0; i < data.length; i++) {
    let to = 0;
    for (let axis = 0; axis < shape.length; axis++) to += index[axis]! * strides[axis]!;
    out[to] = data[i]!;
    advance(index, shape);
  }
  return out;
}

/** The next index in Fortran order. */
function advance(index: number[], shape: readonly number[]): void {
  for (let axis = 0; axis < shape.length; axis++) {
    const next = index[axis]! + 1;
    index[axis] = next < shape[axis]! ? next : 0;
    if (next < shape[axis]!) return;
  }
}
