import { closeSync, openSync, readSync } from "node:fs";
import { DTYPE_BYTES, type ArrayRef } from "./array-ref.js";
import { roomFor, storedIn, widen, type Entries, type Stored } from "./widen.js";

/** Bytes of a file that are held at once, beside the rows that are returned. */
const BLOCK_BYTES = 1 << 20;

export interface ReadOptions {
  /** Lets -Infinity through: the logit of a masked key. */
  readonly masked?: boolean;
}

/**
 * Rows [from, to) of a matrix, row-major. float16, bfloat16 and float32 widen to float32 exactly, float64 stays.
 *
 * Beside the result no more than 1 MiB is held, whatever the file's size, order and strides.
 *
 * @throws RangeError for an entry that is not finite, naming file, row and column; for a file that ends too soon; for rows
 *   that the matrix does not have
 */
export function readRows(ref: ArrayRef, from = 0, to: number = ref.rows, options: ReadOptions = {}): Entries {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= ref.rows)) {
    throw new RangeError(`readRows: rows must be a range within [0, ${ref.rows}], got [${from}, ${to})`);
  }
  const room = roomFor((to - from) * ref.columns, ref.dtype);
  const file = openSync(ref.file, "r");
  try {
    let buffer = new Uint8Array();
    for (const block of blocksOf(ref, from, to)) {
      if (buffer.length === 0) buffer = new Uint8Array(bytesOf(ref, block)); // the first one is the largest
      place(readBlock(file, ref, block, buffer), block, room.stored);
    }
  } finally {
    closeSync(file);
  }
  const entries = widen(room, ref.dtype);
  requireFinite(entries, ref, from, options.masked ?? false);
  return entries;
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

function bytesOf(ref: ArrayRef, { outer, inner }: Block): number {
  return DTYPE_BYTES[ref.dtype] * ((outer.count - 1) * outer.stride + (inner.count - 1) * inner.stride + 1);
}

function readBlock(file: number, ref: ArrayRef, block: Block, buffer: Uint8Array<ArrayBuffer>): Stored {
  const length = bytesOf(ref, block);
  const position = ref.offset + DTYPE_BYTES[ref.dtype] * block.start;
  for (let done = 0; done < length;) {
    const read = readSync(file, buffer, done, length - done, position + done);
    if (read === 0) {
      throw new RangeError(
        `readRows: ${nameOf(ref)}: the file must have ${position + length} bytes or more, it ends after ${position + done}`,
      );
    }
    done += read;
  }
  return storedIn(buffer.subarray(0, length), ref.dtype, ref.bigEndian ?? false);
}

function place(stored: Stored, { outer, inner, to }: Block, out: Stored): void {
  if (inner.stride === 1 && inner.outStride === 1) {
    for (let a = 0; a < outer.count; a++) {
      const at = a * outer.stride;
      out.set(stored.subarray(at, at + inner.count), to + a * outer.outStride);
    }
    return;
  }
  for (let a = 0; a < outer.count; a++) {
    for (let b = 0; b < inner.count; b++) {
      out[to + a * outer.outStride + b * inner.outStride] = stored[a * outer.stride + b * inner.stride]!;
    }
  }
}

function requireFinite(out: Entries, ref: ArrayRef, from: number, masked: boolean): void {
  for (let i = 0; i < out.length; i++) {
    const x = out[i]!;
    if (x - x === 0 || (masked && x === -Infinity)) continue; // Infinity - Infinity is NaN
    const place = `row ${from + Math.floor(i / ref.columns)}, column ${i % ref.columns}`;
    throw new RangeError(`readRows: ${nameOf(ref)}: entries must be finite, got ${x} at ${place}`);
  }
}

function nameOf({ label, file }: ArrayRef): string {
  return label ?? file;
}
