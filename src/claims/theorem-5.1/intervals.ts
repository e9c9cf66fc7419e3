import type { Interval } from "../result.js";

/** An interval divided by a positive number. */
export function divide({ value, low, high }: Interval, by: number): Interval {
  return { value: value / by, low: low / by, high: high / by };
}

/** later - earlier, of two independent estimates: both ends at their own level, so that the interval is conservative. */
export function subtract(later: Interval, earlier: Interval): Interval {
  return { value: later.value - earlier.value, low: later.low - earlier.high, high: later.high - earlier.low };
}
