import { quantileInterval } from "../probability/index.js";
import type { Comparison } from "./claim.js";
import type { Interval } from "./result.js";

/** How many of the draws satisfy a condition. */
export function countDraws(draws: number, condition: (draw: number) => boolean): number {
  let count = 0;
  for (let draw = 0; draw < draws; draw++) if (condition(draw)) count++;
  return count;
}

/** One value a draw. */
export function mapDraws(draws: number, value: (draw: number) => number): Float64Array {
  return Float64Array.from({ length: draws }, (_, draw) => value(draw));
}

/**
 * A bound that varies with the draw, set beside what it bounds: both in logarithms, one value a draw.
 *
 * The measured figure is the q-quantile of what is bounded; bound / measured is taken draw by draw, at the draw where
 * the bound comes as near as at the q-quantile; the bound shown is the measured figure times that.
 *
 * @param side "upper" for a bound from above (q-quantile), "lower" for one from below ((1 - q)-quantile)
 */
export function compareLn(options: {
  lnValue: Float64Array;
  lnBound: Float64Array;
  quantile: number;
  side: "upper" | "lower";
  trivial: number | null;
}): Comparison {
  const { lnValue, lnBound, quantile, side, trivial } = options;
  const sign = side === "upper" ? 1 : -1;
  const gap = quantileInterval(
    mapDraws(lnValue.length, (draw) => sign * (lnValue[draw]! - lnBound[draw]!)),
    quantile,
  );
  const measured = exponential(quantileInterval(lnValue, side === "upper" ? quantile : 1 - quantile));
  const tightness = Math.exp(-gap.value);
  return { measured, bound: measured.value * tightness ** sign, trivial, tightness };
}

function exponential(ln: Interval): Interval {
  return { value: Math.exp(ln.value), low: Math.exp(ln.low), high: Math.exp(ln.high) };
}
