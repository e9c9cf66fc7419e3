import { logSubtract } from "./log-sum.js";

/** A positive integer: itself, or where it may exceed every double, its logarithm. */
export type Size = number | { readonly ln: number };

/** Above this ln the integers are no longer told apart: ln 2^53. */
const LN_EXACT = 36.7368005696771;

/** A positive integer in both forms. */
export interface Count {
  readonly ln: number;
  /** The integer, exactly, up to 2^53; Infinity beyond, where only `ln` counts. */
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
    return { ln: Math.log(size), value: size };
  }
  if (!(size.ln >= 0 && size.ln < Infinity)) {
    throw new RangeError(`${caller}: ln ${name} must be finite and >= 0, got ${size.ln}`);
  }
  if (size.ln >= LN_EXACT) return { ln: size.ln, value: Infinity };
  return exactCount(Math.round(Math.exp(size.ln)));
}

export function exactCount(value: number): Count {
  return { ln: Math.log(value), value };
}

/** The next integers; an integer beyond 2^53 is its own neighbour. */
export function neighbour(count: Count, step: -1 | 1): Count {
  return count.value === Infinity ? count : exactCount(count.value + step);
}

/** ln(a - b) for a >= b; -Infinity where they are equal. */
export function logDifference(a: Count, b: Count): number {
  if (a.value !== Infinity) return Math.log(a.value - b.value);
  return a.ln === b.ln ? -Infinity : logSubtract(a.ln, b.ln);
}

/** Order of two counts, for `sort`. */
export function compareCounts(a: Count, b: Count): number {
  return a.value === Infinity && b.value === Infinity ? a.ln - b.ln : a.value - b.value;
}
