import { judgeInequality } from "../rules.js";
import type { Kind, Measured } from "./definition.js";
import { claimKind } from "./kind.js";

/** The largest ln left - ln right that was seen, and how large rounding alone can make it. */
export interface MeasuredExcess extends Omit<Measured, "draws"> {
  /** Left out where nothing is drawn. */
  readonly draws?: number;
  readonly excess: number;
  readonly roundingBound: number;
}

/** A claim that holds with certainty, drawn or computed: no cell has an excess beyond its rounding. */
export const inequalityClaim: Kind<unknown, MeasuredExcess> = claimKind({
  name: "inequalityClaim",
  deterministic: true,
  comparesControl: true,
  ruleOf: ({ rule }) => ({ kind: "inequality", text: rule }),
  judge: ({ excess, roundingBound }) => judgeInequality(excess, roundingBound),
});
