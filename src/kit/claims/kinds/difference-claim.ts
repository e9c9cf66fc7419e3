import type { Interval, VerdictRule } from "../result.js";
import { judgeDifference, type Verdict } from "../rules.js";
import type { Exact, Kind, Measured } from "./definition.js";
import { claimKind } from "./kind.js";

/** The interval of measured - law, e.g. of two exponents. */
export interface MeasuredDifference extends Measured {
  readonly difference: Interval;
}

interface DifferenceRule {
  /** How far from 0 the difference may be. */
  readonly tolerance: number;
}

const DIFFERENCE = {
  comparesControl: true,
  ruleOf: ({ tolerance, rule }: DifferenceRule & { readonly rule: string }): VerdictRule => ({
    kind: "difference",
    tolerance,
    text: rule,
  }),
  judge: ({ difference }: Exact<MeasuredDifference> | MeasuredDifference, { tolerance }: DifferenceRule): Verdict =>
    judgeDifference(difference, tolerance),
};

/** A claim that what is drawn has an exponent or a mean: the interval of measured - law lies within 0 +- tolerance. */
export const differenceClaim: Kind<DifferenceRule, MeasuredDifference> = claimKind({
  name: "differenceClaim",
  deterministic: false,
  ...DIFFERENCE,
});

/** The same of what is computed without a draw, e.g. a limit. */
export const exactDifferenceClaim: Kind<DifferenceRule, Exact<MeasuredDifference>> = claimKind({
  name: "exactDifferenceClaim",
  deterministic: true,
  ...DIFFERENCE,
});
