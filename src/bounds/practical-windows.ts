/**
 * What a pattern fixed in advance captures, and what an attention sink adds to it (chapter "practical methods"): two laws
 * for keys whose order carries no information.
 */
import { chiSquareQuantile, normalPdf } from "ncsparse-kit/probability";
import { formula, type Formula } from "ncsparse-kit/formula/formula";

/**
 * `ours`, exact: the expected mass on k keys chosen without looking, of n exchangeable ones. All n expectations are equal
 * and sum to 1.
 */
export const blindMass: Formula = formula({ name: "blindMass", expression: "k / n" });

/** A sink: the logit of key 1 raised by `boost`, over Gaussian queries and keys. */
export interface SinkSetting {
  readonly boost: number;
  /** Off-diagonal logits are N(0, s^2 chi^2_d / d) in a row. */
  readonly s: number;
  readonly d: number;
}

/**
 * `ours`: what a row of n keys gains, on average, when k - 4 keys of a window that misses key 1 and the first four keys
 * are kept in place of k keys of such a window: E p_1 - (1 - E p_1) / (n - 1), whatever k is. The n - 1 other keys are
 * exchangeable and share 1 - p_1; the first pattern holds k - 1 of them, the second k.
 */
export function sinkGain(n: number, setting: SinkSetting): number {
  const mass = sinkMass(n, setting);
  return mass - (1 - mass) / (n - 1);
}

/** Equally likely values of chi-square over which the row scale is averaged. */
const SCALES = 100;
/** The normal law by the trapezoid rule, whose error is far below a rounding error at this step. */
const STEP = 0.25;
const REACH = 8;

/**
 * `ours`: E p_1 of a sink. Given the row scale sigma and key 1's own logit sigma g, the others' sum is replaced by its mean
 * (n - 1) e^(sigma^2/2), with the second-order term of its fluctuation; g and sigma^2 = s^2 chi^2_d / d are averaged over.
 * Relative error below 1 % where n >= 40 e^(sigma^2).
 */
export function sinkMass(n: number, { boost, s, d }: SinkSetting): number {
  let sum = 0;
  for (const square of likelySquares(d)) sum += massAt(n, boost, (s * s * square) / d);
  return sum / SCALES;
}

let last: { readonly d: number; readonly squares: Float64Array } | undefined;

/** Equally likely values of chi^2_d. Those of the last d are kept: a curve asks for them at each of its points. */
function likelySquares(d: number): Float64Array {
  if (last?.d !== d) {
    const at = (_: unknown, i: number): number => chiSquareQuantile((i + 0.5) / SCALES, d);
    last = { d, squares: Float64Array.from({ length: SCALES }, at) };
  }
  return last.squares;
}

/** The normal law at the points that `massAt` sums over. */
const DENSITIES: Float64Array = Float64Array.from({ length: (2 * REACH) / STEP + 1 }, (_, i) =>
  normalPdf(i * STEP - REACH),
);

function massAt(n: number, boost: number, variance: number): number {
  const rest = n - 1; // in units of e^(sigma^2/2)
  const fluctuation = rest * Math.expm1(variance);
  let sum = 0;
  for (let i = 0; i < DENSITIES.length; i++) {
    const g = i * STEP - REACH;
    const raised = Math.exp(boost + Math.sqrt(variance) * g - variance / 2);
    const whole = raised + rest;
    sum += STEP * DENSITIES[i]! * (raised / whole + (raised * fluctuation) / whole ** 3);
  }
  return sum;
}

/**
 * `ours`, lower bound: E p_ii of Gaussian self-attention, queries = keys, z_ii = s chi^2_d / sqrt(d). By Jensen's
 * inequality E 1/(1 + S) >= 1/(1 + E S), S the others' sum over the diagonal entry.
 */
export function selfMassBelow(n: number, { s, d }: Pick<SinkSetting, "s" | "d">): number {
  let sum = 0;
  for (const value of likelySquares(d)) {
    const square = value / d;
    sum += 1 / (1 + (n - 1) * Math.exp((s * s * square) / 2 - s * Math.sqrt(d) * square));
  }
  return sum / SCALES;
}
