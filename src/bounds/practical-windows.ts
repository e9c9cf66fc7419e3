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
  for (let i = 0; i < SCALES; i++) {
    const variance = (s * s * chiSquareQuantile((i + 0.5) / SCALES, d)) / d;
    sum += massAt(n, boost, variance);
  }
  return sum / SCALES;
}

function massAt(n: number, boost: number, variance: number): number {
  const rest = n - 1; // in units of e^(sigma^2/2)
  const fluctuation = rest * Math.expm1(variance);
  let sum = 0;
  for (let g = -REACH; g <= REACH; g += STEP) {
    const raised = Math.exp(boost + Math.sqrt(variance) * g - variance / 2);
    const whole = raised + rest;
    sum += STEP * normalPdf(g) * (raised / whole + (raised * fluctuation) / whole ** 3);
  }
  return sum;
}

/**
 * `ours`, lower bound: E p_ii of Gaussian self-attention, queries = keys, z_ii = s chi^2_d / sqrt(d). By Jensen's
 * inequality E 1/(1 + S) >= 1/(1 + E S), S the others' sum over the diagonal entry.
 */
export function selfMassBelow(n: number, { s, d }: Pick<SinkSetting, "s" | "d">): number {
  let sum = 0;
  for (let i = 0; i < SCALES; i++) {
    const square = chiSquareQuantile((i + 0.5) / SCALES, d) / d;
    sum += 1 / (1 + (n - 1) * Math.exp((s * s * square) / 2 - s * Math.sqrt(d) * square));
  }
  return sum / SCALES;
}
