import type { Interval, VerdictRule } from "../result.js";
import { judgeRatio, type Verdict } from "../rules.js";
import type { Exact, Kind, Measured } from "./definition.js";
import { claimKind } from "./kind.js";

/** The interval of measured / law. */
export interface MeasuredRatio extends Measured {
  readonly ratio: Interval;
}

interface RatioRule {
  /** How far from 1 the ratio may be. */
  readonly tolerance: number;
}

const RATIO = {
  comparesControl: true,
  ruleOf: ({ tolerance, rule }: RatioRule & { readonly rule: string }): VerdictRule => ({
    kind: "ratio",
    tolerance,
    text: rule,
  }),
  judge: ({ ratio }: Exact<MeasuredRatio> | MeasuredRatio, { tolerance }: RatioRule): Verdict =>
    judgeRatio(ratio, tolerance),
};

/** A claim that what is drawn obeys a law: the interval of measured / law lies within 1 +- tolerance. */
export const ratioClaim: Kind<RatioRule, MeasuredRatio> = claimKind({
  name: "ratioClaim",
  deterministic: false,
  ...RATIO,
});

/** The same of what is computed without a draw. */
export const exactRatioClaim: Kind<RatioRule, Exact<MeasuredRatio>> = claimKind({
  name: "exactRatioClaim",
  deterministic: true,
  ...RATIO,
});
