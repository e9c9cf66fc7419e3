/** Arithmetic on intervals, for what claims judge: measured over law, measured minus law, one length minus another. */
import type { Interval } from "./result.js";

/** A number that is known: an interval without width. */
export function exactly(value: number): Interval {
  return { value, low: value, high: value };
}

/** An interval in units of a positive number, e.g. of a law's value. */
export function over({ value, low, high }: Interval, unit: number): Interval {
  return { value: value / unit, low: low / unit, high: high / unit };
}

/** An interval times a positive factor. */
export function scaled({ value, low, high }: Interval, factor: number): Interval {
  return { value: value * factor, low: low * factor, high: high * factor };
}

/** An interval moved down by a number, e.g. by a law's value. */
export function minus({ value, low, high }: Interval, by: number): Interval {
  return { value: value - by, low: low - by, high: high - by };
}

/** An interval that also holds what every value of it may be off by, e.g. an error that a sampler states. */
export function widened({ value, low, high }: Interval, by: number): Interval {
  return { value, low: low - by, high: high + by };
}

/** later - earlier, of two independent estimates: both ends at their own level, so that the interval is conservative. */
export function subtract(later: Interval, earlier: Interval): Interval {
  return { value: later.value - earlier.value, low: later.low - earlier.high, high: later.high - earlier.low };
}
