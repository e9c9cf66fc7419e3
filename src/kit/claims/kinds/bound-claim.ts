import { judgeFailureRate } from "../rules.js";
import type { Kind, Measured } from "./definition.js";
import { claimKind } from "./kind.js";

/** In how many of the draws the statement failed. */
export interface FailureCount extends Measured {
  readonly failures: number;
}

interface BoundRule {
  /** The failure probability that the statement allows. */
  readonly delta: number;
}

/**
 * A claim that fails with probability at most delta: judged by the Clopper-Pearson interval of its failures. Its control's
 * bound is false and has no tightness: it is not set beside what was measured.
 */
export const boundClaim: Kind<BoundRule, FailureCount> = claimKind({
  name: "boundClaim",
  deterministic: false,
  comparesControl: false,
  ruleOf: ({ delta, rule }) => ({ kind: "failure-rate", delta, text: rule }),
  judge: ({ failures, draws }, { delta }) => judgeFailureRate(failures, draws, delta),
});
