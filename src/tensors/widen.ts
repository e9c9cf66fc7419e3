import { endianness } from "node:os";
import type { Dtype } from "./array-ref.js";
import { float16 } from "./float16.js";

/** Entries as numbers: float16, bfloat16 and float32 are float32 numbers, and float64 stays. */
export type Entries = Float32Array | Float64Array;

/** The entries of a file's bytes, exactly. The bytes may be turned around in place, and shared with the result. */
export function widen(bytes: ArrayBuffer, dtype: Dtype, bigEndian: boolean): Entries {
  if (bigEndian !== (endianness() === "BE")) swap(Buffer.from(bytes), dtype);
  switch (dtype) {
    case "float16":
      return widenHalves(new Uint16Array(bytes));
    case "bfloat16":
      return widenBrain(new Uint16Array(bytes));
    case "float32":
      return new Float32Array(bytes);
    case "float64":
      return new Float64Array(bytes);
  }
}

function swap(bytes: Buffer, dtype: Dtype): void {
  if (dtype === "float32") bytes.swap32();
  else if (dtype === "float64") bytes.swap64();
  else bytes.swap16();
}

let halves: Float32Array | undefined;

/** By a table of all 65,536 of them, which is faster than their arithmetic. */
function widenHalves(bits: Uint16Array): Float32Array {
  halves ??= Float32Array.from({ length: 0x10000 }, (_, i) => float16(i));
  const out = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = halves[bits[i]!]!;
  return out;
}

/** A bfloat16 is the upper half of a float32. */
function widenBrain(bits: Uint16Array): Float32Array {
  const out = new Float32Array(bits.length);
  const words = new Uint32Array(out.buffer);
  for (let i = 0; i < bits.length; i++) words[i] = bits[i]! << 16;
  return out;
}
