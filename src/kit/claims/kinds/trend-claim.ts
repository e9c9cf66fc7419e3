import type { Interval, VerdictRule } from "../result.js";
import { judgeSign, type Verdict } from "../rules.js";
import type { Exact, Kind, Measured } from "./definition.js";
import { claimKind } from "./kind.js";

/** The interval of what must have the claim's sign, e.g. the trend of an error in n. */
export interface MeasuredTrend extends Measured {
  readonly trend: Interval;
}

interface TrendRule {
  readonly sign: "negative" | "positive";
}

const TREND = {
  comparesControl: true,
  ruleOf: ({ sign, rule }: TrendRule & { readonly rule: string }): VerdictRule => ({ kind: "sign", sign, text: rule }),
  judge: ({ trend }: Exact<MeasuredTrend> | MeasuredTrend, { sign }: TrendRule): Verdict => judgeSign(trend, sign),
};

/** A claim that something grows, falls, or exceeds something else: the whole interval has the sign. */
export const trendClaim: Kind<TrendRule, MeasuredTrend> = claimKind({
  name: "trendClaim",
  deterministic: false,
  ...TREND,
});

/** The same of what is computed without a draw. */
export const exactTrendClaim: Kind<TrendRule, Exact<MeasuredTrend>> = claimKind({
  name: "exactTrendClaim",
  deterministic: true,
  ...TREND,
});
