/** Strategies against the constant window at equal cost, with intervals over replicates. */
import {
  equalCostWindows,
  strategyErrors,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import { LEVEL, meanInterval, quantileInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { over } from "ncsparse-kit/claims/intervals";
import type { Interval } from "ncsparse-kit/claims/result";
import { CONSTANT, curvesOf, EXPONENTS, lengthsOf, type CurveQuery, type Role } from "./samples.js";

/** A point of the map: what is measured, and how lengths are weighted. */
export interface MapPoint extends CurveQuery {
  readonly weighting: Weighting;
}

/** 1 - error of a strategy / mean error of the constant window k0: positive where the strategy is better. */
export async function advantage(
  point: MapPoint,
  shape: WindowShape,
  context: Context,
  options: { readonly role?: Role; readonly k0?: number; readonly alpha?: number } = {},
): Promise<Interval> {
  const { role = "claim", k0 = CONSTANT, alpha = LEVEL } = options;
  const curves = await curvesOf(point, context, role);
  const lengths = lengthsOf(point.norm);
  const weights = weightsOf(point.weighting, lengths);
  const constant = strategyErrors(
    curves,
    lengths.map(() => k0),
    weights,
  );
  const other = strategyErrors(curves, equalCostWindows(shape, lengths, k0), weights);
  return relative(constant, other, alpha);
}

/** The interval of the mean of to - from, replicate by replicate, over the mean of `base`: the sign is what is judged. */
export function relativeChange(from: Float64Array, to: Float64Array, base: Float64Array, alpha: number): Interval {
  const differences = meanInterval(
    to.map((x, m) => x - from[m]!),
    alpha,
  );
  return over(differences, base.reduce((sum, x) => sum + x, 0) / base.length);
}

/** How much smaller another strategy's error is than the constant window's, in units of the latter. */
export function relative(constant: Float64Array, other: Float64Array, alpha: number): Interval {
  return relativeChange(other, constant, constant, alpha);
}

/** The median over replicates of (to - from)/(to + from): judged where a few rows carry the means. */
export function medianChange(from: Float64Array, to: Float64Array): Interval {
  return quantileInterval(
    to.map((x, m) => (x - from[m]!) / (x + from[m]!)),
    0.5,
  );
}

/**
 * The advantage of the best of the seven exponents. Its ends are the largest of the seven's, each at a seventh of the
 * level: so "none is better" and "some is better" are both read at the level itself.
 */
export async function bestPower(
  point: MapPoint,
  context: Context,
  options: { readonly role?: Role; readonly k0?: number } = {},
): Promise<Interval & { readonly C: number }> {
  const all: Interval[] = [];
  for (const C of EXPONENTS) {
    all.push(await advantage(point, { kind: "power", C }, context, { ...options, alpha: LEVEL / EXPONENTS.length }));
  }
  const most = (of: (interval: Interval) => number): number => Math.max(...all.map(of));
  const value = most((x) => x.value);
  return {
    value,
    low: most((x) => x.low),
    high: most((x) => x.high),
    C: EXPONENTS[all.findIndex((x) => x.value === value)]!,
  };
}
