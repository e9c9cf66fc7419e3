import { quantileInterval } from "../probability/index.js";
import type { Comparison } from "./claim.js";
import type { FailureCount } from "./kinds/bound-claim.js";
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

/** The draws in which what is bounded lies above its bound, both in logarithms, one value a draw. */
export function failuresAbove(lnValue: Float64Array, lnBound: Float64Array): FailureCount {
  const draws = lnValue.length;
  return { draws, failures: countDraws(draws, (draw) => lnValue[draw]! > lnBound[draw]!) };
}

/**
 * What a claim of "fails with probability at most delta" measures: the draws in which what is bounded lies above its bound,
 * and the two beside each other at the quantile 1 - delta. For a bound from below see `compareLn`.
 */
export function againstBound(
  options: Omit<Parameters<typeof compareLn>[0], "quantile" | "side"> & { delta: number },
): FailureCount {
  const { delta, ...compared } = options;
  return {
    ...failuresAbove(compared.lnValue, compared.lnBound),
    comparison: compareLn({ ...compared, quantile: 1 - delta, side: "upper" }),
  };
}

/**
 * A bound that varies with the draw, set beside what it bounds: both in logarithms, one value a draw.
 *
 * The measured figure is the q-quantile of what is bounded; the bound shown is the one of the draw in the middle (the
 * lower median of the draws by their bound), beside the quantities that it was taken at there. bound / measured is the
 * q-quantile over the draws of the two's ratio, not the quotient of the two figures: each draw's bound holds for that draw.
 *
 * @param at what the bound varies with, by symbol, one value a draw, e.g. { R: rowScale }
 * @param side "upper" for a bound from above (q-quantile), "lower" for one from below ((1 - q)-quantile)
 */
export function compareLn(options: {
  lnValue: Float64Array;
  lnBound: Float64Array;
  quantile: number;
  side: "upper" | "lower";
  trivial: number | null;
  at: Readonly<Record<string, Float64Array>>;
}): Comparison {
  const { lnValue, lnBound, quantile, side, trivial, at } = options;
  const sign = side === "upper" ? 1 : -1;
  const gap = quantileInterval(
    mapDraws(lnValue.length, (draw) => sign * (lnValue[draw]! - lnBound[draw]!)),
    quantile,
  );
  const measured = exponential(quantileInterval(lnValue, side === "upper" ? quantile : 1 - quantile));
  const middle = medianDraw(lnBound);
  return {
    measured,
    bound: Math.exp(lnBound[middle]!),
    boundAt: Object.fromEntries(Object.entries(at).map(([symbol, values]) => [symbol, values[middle]!])),
    trivial,
    ...(side === "lower" ? { side } : {}),
    tightness: Math.exp(-gap.value),
  };
}

/** The draw of the lower median. */
function medianDraw(values: Float64Array): number {
  const draws = Uint32Array.from(values, (_, draw) => draw).sort((a, b) => values[a]! - values[b]!);
  return draws[Math.floor((draws.length - 1) / 2)]!;
}

function exponential(ln: Interval): Interval {
  return { value: Math.exp(ln.value), low: Math.exp(ln.low), high: Math.exp(ln.high) };
}
