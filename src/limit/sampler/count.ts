import { logSubtract } from "./log-sum.js";

/** A positive integer: itself, or where it may exceed every double, its logarithm. */
export type Size = number | { readonly ln: number };

/** From this ln on the integers are no longer told apart: ln 2^53. */
const LN_EXACT: number = Math.log(2 ** 53);

/** A positive integer in both forms: made by `countOf` and `integerCount` alone, so that any two of them compare. */
export interface Count {
  readonly ln: number;
  /** The integer, exactly, below 2^53; Infinity from there on, where only `ln` counts. */
  readonly value: number;
}

/**
 * Reads a size; a logarithm below ln 2^53 is rounded to the nearest integer.
 *
 * @throws RangeError unless the size is an integer in [1, 2^53) or a finite logarithm >= 0
 */
export function countOf(caller: string, name: string, size: Size): Count {
  if (typeof size === "number") {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`${caller}: ${name} must be an integer in [1, 2^53) or given by its logarithm, got ${size}`);
    }
    return integerCount(size);
  }
  if (!(size.ln >= 0 && size.ln < Infinity)) {
    throw new RangeError(`${caller}: ln ${name} must be finite and >= 0, got ${size.ln}`);
  }
  if (size.ln >= LN_EXACT) return { ln: size.ln, value: Infinity };
  return integerCount(Math.round(Math.exp(size.ln)));
}

/**
 * The count of an integer, which from 2^53 on is known by its logarithm.
 *
 * @throws RangeError unless the value is a finite integer >= 1
 */
export function integerCount(value: number): Count {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`integerCount: value must be an integer >= 1, got ${value}`);
  }
  return { ln: Math.log(value), value: Number.isSafeInteger(value) ? value : Infinity };
}

/** The size of a count: the inverse of `countOf`. */
export function sizeOf(count: Count): Size {
  return count.value === Infinity ? { ln: count.ln } : count.value;
}

/** A count as people write it: the integer, or a power of ten. */
export function countText(count: Count): string {
  return count.value === Infinity ? `10^${Number((count.ln / Math.LN10).toPrecision(6))}` : String(count.value);
}

/** The next integers; an integer from 2^53 on is its own neighbour. */
export function neighbour(count: Count, step: -1 | 1): Count {
  return count.value === Infinity ? count : integerCount(count.value + step);
}

/**
 * ln(a - b) for a >= b; -Infinity where they are equal, and at least ln 1 where they are not, also where their logarithms
 * are the same double (2^53 - 1 and 2^53).
 *
 * @throws RangeError where a < b
 */
export function logDifference(a: Count, b: Count): number {
  const order = compareCounts(a, b);
  if (order === 0) return -Infinity;
  if (!(order > 0)) throw new RangeError(`logDifference: a must be >= b = ${countText(b)}, got ${countText(a)}`);
  return a.value === Infinity ? Math.max(0, logSubtract(a.ln, b.ln)) : Math.log(a.value - b.value);
}

/** Order of two counts, for `sort`. */
export function compareCounts(a: Count, b: Count): number {
  return a.value === Infinity && b.value === Infinity ? a.ln - b.ln : a.value - b.value;
}
