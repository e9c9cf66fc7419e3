/**
 * What a row of attention becomes when it is stored in a narrower floating-point format: IEEE 754 rounding to nearest,
 * ties to even, with gradual underflow.
 */

export type StorageFormat = "float16" | "bfloat16" | "float32" | "float64";

/** A binary format: significand bits with the hidden one, and the exponents of its smallest and largest normal numbers. */
export interface BinaryFormat {
  readonly precision: number;
  readonly minExponent: number;
  readonly maxExponent: number;
}

export const STORAGE_FORMATS: Readonly<Record<StorageFormat, BinaryFormat>> = {
  float16: { precision: 11, minExponent: -14, maxExponent: 15 },
  bfloat16: { precision: 8, minExponent: -126, maxExponent: 127 },
  float32: { precision: 24, minExponent: -126, maxExponent: 127 },
  float64: { precision: 53, minExponent: -1022, maxExponent: 1023 },
};

/** 2^52: adding and taking away it rounds a smaller number to an integer, ties to even. */
const ROUNDER = 2 ** 52;
/** A double and its two words; the upper one holds sign, exponent and the first bits. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** The nearest number of the format, ties to even: 0 below half of the smallest subnormal, an infinity beyond the largest. */
export function roundToFormat(x: number, format: StorageFormat): number {
  if (format === "float64" || x === 0 || !Number.isFinite(x)) return x;
  if (format === "float32") return Math.fround(x);
  const { precision, minExponent, maxExponent } = STORAGE_FORMATS[format];
  const size = Math.abs(x);
  const quantum = powerOfTwo(Math.max(exponentOf(size), minExponent) - precision + 1);
  const rounded = (size / quantum + ROUNDER - ROUNDER) * quantum;
  // A power only where it may matter: it takes longer than all the rest.
  const stored = rounded > 1 && rounded >= 2 ** (maxExponent + 1) ? Infinity : rounded;
  return x < 0 ? -stored : stored;
}

/** floor(log2 x) of a positive number; -1023 for all subnormal doubles. */
function exponentOf(x: number): number {
  double[0] = x;
  return ((words[UPPER]! >> 20) & 0x7ff) - 1023;
}

/** 2^exponent, a normal double. */
function powerOfTwo(exponent: number): number {
  words[UPPER] = (exponent + 1023) << 20;
  words[1 - UPPER] = 0;
  return double[0]!;
}

/** log2 of the smallest positive number of the format. */
export function smallestExponent(format: StorageFormat): number {
  const { precision, minExponent } = STORAGE_FORMATS[format];
  return minExponent - precision + 1;
}

/**
 * log2 of the largest number that is stored as 0: half of the smallest subnormal, which ties to the even 0. So a stored
 * row has as many entries other than 0 as the row has entries above this threshold: N_eps at eps = 2^-25 for float16.
 */
export function flushExponent(format: StorageFormat): number {
  return smallestExponent(format) - 1;
}

/** Where a sum of ones stops growing when it is kept in the format and taken one by one: 2^precision. */
export function stagnantSum(format: Exclude<StorageFormat, "float64">, terms: number): number {
  let sum = 0;
  for (let term = 0; term < terms; term++) {
    const next = roundToFormat(sum + 1, format);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}
