/**
 * NumPy's array files: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (versions 1.0 to 3.0).
 *
 * Read here: arrays of little-endian float16, float32 or float64, in C or Fortran order.
 */
import { float16 } from "./float16.js";

/** An array as it was saved, its entries widened to doubles, in C (row-major) order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** NumPy's name of the saved type. */
  readonly dtype: "float16" | "float32" | "float64";
  readonly data: Float64Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const TYPES = { "<f2": "float16", "<f4": "float32", "<f8": "float64" } as const;
const SIZES = { float16: 2, float32: 4, float64: 8 } as const;

/**
 * Reads the content of an .npy file.
 *
 * @throws RangeError that says what is wrong: not an .npy file, an unknown version or type, a header that cannot be read,
 *   a length that does not fit the shape
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header, start } = readHeader(view);
  const { dtype, shape, fortran } = parseHeader(header);
  const count = shape.reduce((product, size) => product * size, 1);
  const length = bytes.byteLength - start;
  if (length !== count * SIZES[dtype]) {
    const expected = `${count * SIZES[dtype]} bytes for shape (${shape.join(", ")}) of ${dtype}`;
    throw new RangeError(`readNpy: the data must have ${expected}, got ${length}`);
  }
  const data = readEntries(view, start, count, dtype);
  return { shape, dtype, data: fortran && shape.length > 1 ? rowMajor(data, shape) : data };
}

/** 1. Magic, version, length of the header. */
function readHeader(view: DataView): { header: string; start: number } {
  if (view.byteLength < 10 || MAGIC.some((byte, i) => view.getUint8(i) !== byte)) {
    throw new RangeError('readNpy: the file must begin with "\\x93NUMPY"; it is not a NumPy array (.npy)');
  }
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw new RangeError(`readNpy: the version must be 1, 2 or 3, got ${version}`);
  const from = version === 1 ? 10 : 12;
  const length = view.byteLength < from ? Infinity : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > view.byteLength) throw new RangeError("readNpy: the file ends inside its header");
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, length);
  return { header: new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(bytes), start: from + length };
}

interface Header {
  dtype: NpyArray["dtype"];
  shape: number[];
  fortran: boolean;
}

/** 2. The header: a Python dictionary with the keys descr, fortran_order and shape. */
function parseHeader(header: string): Header {
  const descr = /'descr':\s*(?:'([^']*)'|\S)/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header);
  if (descr === null || order === null || shape === null) {
    throw new RangeError(`readNpy: the header must name descr, fortran_order and shape, got ${header.trim()}`);
  }
  const type = descr[1] ?? "a structured type";
  if (!isKnown(type)) {
    throw new RangeError(`readNpy: the type must be little-endian float16, float32 or float64, got ${type}`);
  }
  const sizes = shape[1]!.split(",").filter((size) => size.trim() !== "");
  if (!sizes.every((size) => Number.isSafeInteger(Number(size)))) {
    throw new RangeError(`readNpy: the shape must be integers that doubles hold, got (${shape[1]!})`);
  }
  return { dtype: TYPES[type], shape: sizes.map(Number), fortran: order[1] === "True" };
}

function isKnown(type: string): type is keyof typeof TYPES {
  return Object.hasOwn(TYPES, type);
}

/** 3. The entries, in the order of the file. */
function readEntries(view: DataView, start: number, count: number, dtype: NpyArray["dtype"]): Float64Array {
  const data = new Float64Array(count);
  const size = SIZES[dtype];
  const read = {
    float16: (at: number) => float16(view.getUint16(at, true)),
    float32: (at: number) => view.getFloat32(at, true),
    float64: (at: number) => view.getFloat64(at, true),
  }[dtype];
  for (let i = 0; i < count; i++) data[i] = read(start + i * size);
  return data;
}

/** From Fortran order, first index fastest, to C order, last index fastest. */
function rowMajor(data: Float64Array, shape: readonly number[]): Float64Array {
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
