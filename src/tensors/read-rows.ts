import { closeSync, openSync, readSync } from "node:fs";
import { DTYPE_BYTES, type ArrayRef } from "./array-ref.js";
import { widen, type Entries } from "./widen.js";

/** Bytes of a file that are held at once, beside the rows that are returned. */
const BLOCK_BYTES = 1 << 20;

export interface ReadOptions {
  /** Lets -Infinity through: the logit of a masked key. */
  readonly masked?: boolean;
}

/**
 * Rows [from, to) of a matrix, row-major. float16, bfloat16 and float32 widen to float32 exactly, float64 stays.
 *
 * Beside the result no more than 3 MiB are held, whatever the file's size, order and strides.
 *
 * @throws RangeError for an entry that is not finite, naming file, row and column; for a file that ends too soon; for rows
 *   that the matrix does not have
 */
export function readRows(ref: ArrayRef, from = 0, to: number = ref.rows, options: ReadOptions = {}): Entries {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= ref.rows)) {
    throw new RangeError(`readRows: rows must be a range within [0, ${ref.rows}], got [${from}, ${to})`);
  }
  const out = new (ref.dtype === "float64" ? Float64Array : Float32Array)((to - from) * ref.columns);
  const file = openSync(ref.file, "r");
  try {
    for (const block of blocksOf(ref, from, to)) place(readBlock(file, ref, block), block, out);
  } finally {
    closeSync(file);
  }
  requireFinite(out, ref, from, options.masked ?? false);
  return out;
}

/** A grid of entries in the file's own order, read at once with what lies between them. */
interface Block {
  /** Of its first entry, in entries after (0, 0). */
  readonly start: number;
  /** How often, and how far apart in file and result, along the longer stride; and along the shorter one. */
  readonly outer: Axis;
  readonly inner: Axis;
  /** Of its first entry in the result. */
  readonly to: number;
}

interface Axis {
  readonly count: number;
  readonly stride: number;
  readonly outStride: number;
}

function* blocksOf(ref: ArrayRef, from: number, to: number): Generator<Block> {
  const rows: Axis = { count: to - from, stride: ref.rowStride, outStride: ref.columns };
  const columns: Axis = { count: ref.columns, stride: ref.columnStride, outStride: 1 };
  const [outer, inner] = rows.stride >= columns.stride ? [rows, columns] : [columns, rows];
  const most = BLOCK_BYTES / DTYPE_BYTES[ref.dtype];
  const innerCount = Math.max(1, Math.min(inner.count, Math.floor((most - 1) / inner.stride) + 1));
  const span = (innerCount - 1) * inner.stride + 1;
  // Runs that lie close are read together: what is skipped costs less than another call.
  const close = innerCount === inner.count && outer.stride <= 2 * span;
  const outerCount = close ? Math.max(1, Math.floor((most - span) / outer.stride) + 1) : 1;
  for (let a = 0; a < outer.count; a += outerCount) {
    for (let b = 0; b < inner.count; b += innerCount) {
      yield {
        start: from * ref.rowStride + a * outer.stride + b * inner.stride,
        outer: { ...outer, count: Math.min(outerCount, outer.count - a) },
        inner: { ...inner, count: Math.min(innerCount, inner.count - b) },
        to: a * outer.outStride + b * inner.outStride,
      };
    }
  }
}

function readBlock(file: number, ref: ArrayRef, { start, outer, inner }: Block): Entries {
  const size = DTYPE_BYTES[ref.dtype];
  const length = size * ((outer.count - 1) * outer.stride + (inner.count - 1) * inner.stride + 1);
  const bytes = new Uint8Array(length);
  const position = ref.offset + size * start;
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, position + done);
    if (read === 0) {
      throw new RangeError(
        `readRows: ${nameOf(ref)}: the file must have ${position + length} bytes or more, it ends after ${position + done}`,
      );
    }
    done += read;
  }
  return widen(bytes.buffer, ref.dtype, ref.bigEndian ?? false);
}

function place(entries: Entries, { outer, inner, to }: Block, out: Entries): void {
  if (inner.stride === 1 && inner.outStride === 1) {
    for (let a = 0; a < outer.count; a++) {
      const at = a * outer.stride;
      out.set(entries.subarray(at, at + inner.count), to + a * outer.outStride);
    }
    return;
  }
  for (let a = 0; a < outer.count; a++) {
    for (let b = 0; b < inner.count; b++) {
      out[to + a * outer.outStride + b * inner.outStride] = entries[a * outer.stride + b * inner.stride]!;
    }
  }
}

function requireFinite(out: Entries, ref: ArrayRef, from: number, masked: boolean): void {
  for (let i = 0; i < out.length; i++) {
    const x = out[i]!;
    if (Number.isFinite(x) || (masked && x === -Infinity)) continue;
    const place = `row ${from + Math.floor(i / ref.columns)}, column ${i % ref.columns}`;
    throw new RangeError(`readRows: ${nameOf(ref)}: entries must be finite, got ${x} at ${place}`);
  }
}

function nameOf({ label, file }: ArrayRef): string {
  return label ?? file;
}
