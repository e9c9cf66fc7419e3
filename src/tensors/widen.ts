import { endianness } from "node:os";
import type { Dtype } from "./array-ref.js";
import { float16 } from "./float16.js";

/** Entries as numbers: float16, bfloat16 and float32 are float32 numbers, and float64 stays. */
export type Entries = Float32Array | Float64Array;

/** Entries as they are stored: the bits of two-byte ones, the numbers of all others. */
export type Stored = Uint16Array | Float32Array | Float64Array;

/** Room for entries, and for what is stored of them: the same, or its second half. */
export interface Room {
  readonly entries: Entries;
  readonly stored: Stored;
}

export function roomFor(count: number, dtype: Dtype): Room {
  if (dtype === "float64") return sameRoom(new Float64Array(count));
  const entries = new Float32Array(count);
  if (dtype === "float32") return sameRoom(entries);
  return { entries, stored: new Uint16Array(entries.buffer, 2 * count, count) };
}

function sameRoom(entries: Entries): Room {
  return { entries, stored: entries };
}

/**
 * What a file's bytes store. The bytes are shared, and turned around in place where the file has the machine's other order.
 *
 * @param bytes from the beginning of their buffer on
 */
export function storedIn(bytes: Uint8Array<ArrayBuffer>, dtype: Dtype, bigEndian: boolean): Stored {
  const { buffer, byteLength } = bytes;
  const other = bigEndian !== (endianness() === "BE");
  const order = Buffer.from(buffer, 0, byteLength);
  switch (dtype) {
    case "float64":
      if (other) order.swap64();
      return new Float64Array(buffer, 0, byteLength / 8);
    case "float32":
      if (other) order.swap32();
      return new Float32Array(buffer, 0, byteLength / 4);
    default:
      if (other) order.swap16();
      return new Uint16Array(buffer, 0, byteLength / 2);
  }
}

/** Makes entries of what is stored in their room. From the first on: none is overwritten before it has been read. */
export function widen({ entries, stored }: Room, dtype: Dtype): Entries {
  if (dtype === "float16") widenHalves(stored, entries);
  if (dtype === "bfloat16") widenBrain(stored, entries);
  return entries;
}

let halves: Float32Array | undefined;

/** By a table of all 65,536 of them, which is faster than their arithmetic. */
function widenHalves(bits: Stored, out: Entries): void {
  halves ??= Float32Array.from({ length: 0x10000 }, (_, i) => float16(i));
  for (let i = 0; i < bits.length; i++) out[i] = halves[bits[i]!]!;
}

/** A bfloat16 is the upper half of a float32. */
function widenBrain(bits: Stored, out: Entries): void {
  const words = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < bits.length; i++) words[i] = bits[i]! << 16;
}
