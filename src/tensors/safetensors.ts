/**
 * Safetensors files (https://huggingface.co/docs/safetensors): eight bytes with the header's length, the header in JSON,
 * and the arrays' entries, little-endian and in C order.
 *
 * Read here, as `parseSafetensorsMetadata` of @huggingface/hub reads headers of a repository on a server, by `fetch`.
 */
import { DTYPE_BYTES, type Dtype } from "./array-ref.js";
import { shapeText, type StoredArray } from "./tensor.js";

/** Bytes of a header at most, as the format's own library has it. */
const LONGEST_HEADER = 100_000_000;

/** Bytes before the header. */
export const SAFETENSORS_PREFIX = 8;

/**
 * How long the header is, from the file's first eight bytes.
 *
 * @param length bytes of the whole file
 * @throws RangeError where the file cannot hold it
 */
export function safetensorsHeaderLength(prefix: Uint8Array, length: number): number {
  if (prefix.byteLength < SAFETENSORS_PREFIX) {
    throw new RangeError(`a safetensors file must have 8 bytes or more, got ${prefix.byteLength}`);
  }
  const header = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  const most = Math.min(LONGEST_HEADER, length - SAFETENSORS_PREFIX);
  if (header > BigInt(most)) throw new RangeError(`the header must have ${most} bytes or fewer, got ${header}`);
  return Number(header);
}

/**
 * The arrays that a header tells of, by their names.
 *
 * @param header the bytes after the prefix
 * @param length bytes of the whole file
 * @throws RangeError where the header is damaged: no JSON, entries beyond the file or in two arrays at once, a length that
 *   does not fit the shape
 */
export function storedSafetensors(header: Uint8Array, length: number): Map<string, StoredArray> {
  const start = SAFETENSORS_PREFIX + header.byteLength;
  const arrays = new Map<string, StoredArray>();
  const regions: Region[] = [];
  for (const [name, described] of Object.entries(parseHeader(header))) {
    if (name === "__metadata__") continue;
    const { dtype, shape, begin, end } = checked(name, described);
    if (end > length - start) {
      throw new RangeError(`${name}: the entries must end within the file's ${length - start} bytes, got ${end}`);
    }
    regions.push({ name, begin, end });
    arrays.set(name, {
      shape,
      type: typeOf(name, dtype, shape, end - begin),
      bigEndian: false,
      fortran: false,
      offset: start + begin,
    });
  }
  requireApart(regions);
  return arrays;
}

function parseHeader(header: Uint8Array): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(header));
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new RangeError("the header must be a JSON object; the file is no safetensors file, or damaged");
  }
  return parsed;
}

interface Described {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function checked(name: string, described: unknown): Described {
  const { dtype, shape, data_offsets: offsets } = (described ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !areSizes(shape) || !areSizes(offsets) || offsets.length !== 2) {
    throw new RangeError(
      `${name}: the header must give dtype, shape and data_offsets, got ${JSON.stringify(described)}`,
    );
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) throw new RangeError(`${name}: data_offsets must not decrease, got ${shapeText(offsets)}`);
  return { dtype, shape, begin, end };
}

function areSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);
}

const TYPES: Readonly<Record<string, Dtype>> = { F16: "float16", BF16: "bfloat16", F32: "float32", F64: "float64" };

function typeOf(name: string, dtype: string, shape: readonly number[], length: number): StoredArray["type"] {
  if (!Object.hasOwn(TYPES, dtype)) {
    return { refused: `the type must be F16, BF16, F32 or F64, got ${dtype}; save t.to(torch.float32)` };
  }
  const type = TYPES[dtype]!;
  const expected = shape.reduce((product, size) => product * size, 1) * DTYPE_BYTES[type];
  if (length !== expected) {
    throw new RangeError(
      `${name}: the data must have ${expected} bytes for shape ${shapeText(shape)} of ${dtype}, got ${length}`,
    );
  }
  return type;
}

interface Region {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

function requireApart(regions: readonly Region[]): void {
  const sorted = regions.filter(({ begin, end }) => end > begin).sort((a, b) => a.begin - b.begin);
  for (let i = 1; i < sorted.length; i++) {
    const [before, after] = [sorted[i - 1]!, sorted[i]!];
    if (after.begin < before.end) {
      throw new RangeError(
        `${before.name} and ${after.name}: the entries must not overlap, got ${after.begin} within ${before.begin} to ${before.end}`,
      );
    }
  }
}
