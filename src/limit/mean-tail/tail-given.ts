import { logAdd } from "../sampler/log-sum.js";
import { laplaceMeans, lnLaplace, sideAbove, sideBelow, type Side } from "./side.js";

/** Step in ln of the Laplace variable. */
const STEP = 0.5;
/** Turns on either side of the hump: the integrand falls like l downwards, and like e^-l upwards in the end. */
const MOST_TURNS = 2000;
/** Terms below this share of their sum end it. */
const NEGLIGIBLE = 1e-10;
/** ln of a Laplace variable at which every weight below the threshold counts linearly. */
const LINEAR = -40;
/** A tail below e^-LONGEST is less than every double. */
const LONGEST = 750;
/** Golden sections of that length to some steps: it need not be met. */
const SECTIONS = 11;
const GOLDEN = 0.6180339887498949;

/**
 * E[T / (K + T) | y]: the mean tail given the (k+1)-th largest logit sigma y.
 *
 * @param lnK ln of the number of logits above y
 * @param lnOthers ln of the number of logits below y; -Infinity for none
 * @param sigma finite and > 0
 */
export function tailGiven(y: number, lnK: number, lnOthers: number, sigma: number): number {
  const above = sideAbove(y, lnK, sigma);
  const below = lnOthers === -Infinity ? null : sideBelow(y, sigma);
  // ln of (E e^(-l v))^k: from 1 - E e^(-l v) where that is small.
  const lnFactor = (lnL: number): number => {
    const { missing } = laplaceMeans(above, lnL);
    return missing < LINEAR ? lnPower(lnK, missing) : Math.exp(lnK) * lnLaplace(above, lnL, missing);
  };
  const lnTerm = (lnL: number): number => lnLeftMoment(below, lnOthers, lnL) + lnFactor(lnL);
  const most = below === null ? 0 : -logAdd(0, lnOthers + laplaceMeans(below, LINEAR).missing - LINEAR); // l = 1 / E T
  const hump = maximise(lnTerm, most - LONGEST, most);
  let sum = 0;
  for (const step of [STEP, -STEP]) {
    for (let turn = step > 0 ? 0 : 1; turn < MOST_TURNS; turn++) {
      const value = Math.exp(lnTerm(hump + turn * step));
      sum += value;
      if (!(value > sum * NEGLIGIBLE)) break;
    }
  }
  return STEP * sum;
}

/** Where a function with one hump is largest, to a few steps: golden section. */
function maximise(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let section = 0; section < SECTIONS; section++) {
    const span = GOLDEN * (high - low);
    if (f(high - span) < f(low + span)) low = high - span;
    else high = low + span;
  }
  return 0.5 * (low + high);
}

/** ln (1 - e^lnMissing)^m from ln m. */
function lnPower(lnM: number, lnMissed: number): number {
  return -Math.exp(lnM + lnRate(lnMissed));
}

/** ln(-ln(1 - e^x)) for x <= 0. */
function lnRate(x: number): number {
  return x < LINEAR ? x : Math.log(-Math.log1p(-Math.exp(x)));
}

/** ln E[l T e^(-l T)], T = 1 + the sum of the weights below. */
function lnLeftMoment(below: Side | null, lnOthers: number, lnL: number): number {
  const own = lnL - Math.exp(lnL);
  if (below === null) return own;
  const { missing, damped } = laplaceMeans(below, lnL);
  return own + lnPower(lnOthers, missing) + logAdd(0, lnOthers + damped - lnL + Math.exp(lnRate(missing)));
}
