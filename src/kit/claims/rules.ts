/** The verdict rules: from a measurement to an outcome. One function a rule; nothing else decides. */
import { clopperPearson, drawsToDecide, LEVEL } from "../probability/index.js";
import { exactly } from "./intervals.js";
import type { Interval, Outcome, VerdictRule } from "./result.js";

/** A cell's verdict, with the interval it was judged on, what that was compared with, and what to add in words. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly estimate: Interval;
  readonly target: number;
  readonly note: string;
}

/**
 * "Fails with probability at most delta", from F failures in M independent draws: the Clopper-Pearson interval lies
 * above delta (`violated`), at or below it (`holds`), or around it (`inconclusive`, with the draws that would decide if
 * none failed).
 */
export function judgeFailureRate(failures: number, draws: number, delta: number): Verdict {
  const { low, high } = clopperPearson(failures, draws, LEVEL);
  const estimate = { value: failures / draws, low, high };
  if (low > delta) return { outcome: "violated", estimate, target: delta, note: "" };
  if (high <= delta) return { outcome: "holds", estimate, target: delta, note: "" };
  const note = `${drawsToDecide(delta, LEVEL)} draws without a failure would decide`;
  return { outcome: "inconclusive", estimate, target: delta, note };
}

/** Equality and laws: the interval of measured / law lies inside [1 - tau, 1 + tau], disjoint from it, or across an end. */
export function judgeRatio(ratio: Interval, tolerance: number): Verdict {
  return judgeBand(ratio, 1, tolerance);
}

/** Exponents and other differences: the interval of measured - law lies inside [-tau, tau], disjoint from it, or across. */
export function judgeDifference(difference: Interval, tolerance: number): Verdict {
  return judgeBand(difference, 0, tolerance);
}

function judgeBand(estimate: Interval, target: number, tolerance: number): Verdict {
  const [from, to] = [target - tolerance, target + tolerance];
  const verdict = (outcome: Outcome): Verdict => ({ outcome, estimate, target, note: "" });
  if (estimate.low >= from && estimate.high <= to) return verdict("holds");
  if (estimate.high < from || estimate.low > to) return verdict("violated");
  return verdict("inconclusive");
}

/** A trend has its sign where its whole interval has; an interval that touches 0 decides nothing. */
export function judgeSign(trend: Interval, sign: "negative" | "positive"): Verdict {
  const verdict = (outcome: Outcome): Verdict => ({ outcome, estimate: trend, target: 0, note: "" });
  if (trend.high < 0) return verdict(sign === "negative" ? "holds" : "violated");
  if (trend.low > 0) return verdict(sign === "positive" ? "holds" : "violated");
  return verdict("inconclusive");
}

/** Deterministic: ln left - ln right is at most what rounding can make of an equality. */
export function judgeInequality(excess: number, roundingBound: number): Verdict {
  return {
    outcome: excess <= roundingBound ? "holds" : "violated",
    estimate: exactly(excess),
    target: roundingBound,
    note: "",
  };
}

/** The least failure probability that a control of a claim at level delta must have: max(5 delta, 1/2). */
export function requiredPower(rule: VerdictRule): number {
  return rule.kind === "failure-rate" ? Math.max(5 * rule.delta, 0.5) : 0.5;
}
