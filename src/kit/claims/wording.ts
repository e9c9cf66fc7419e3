/** How outcomes and controls are told to readers, in notebooks as in the report. */
import { formatNumber } from "./format.js";
import type { CellResult, ClaimResult, ControlResult, StatementResult } from "./result.js";

/** From this share of the grid on, readers are told that a bound is vacuous there before they read anything else. */
const MOSTLY = 0.5;

/**
 * The outcome in words. A bound that holds where it is not below the trivial one is vacuous there, and so is its
 * verdict: "holds, vacuous here", or "holds, vacuous on 34 of 36 cells" where that is so on half of the grid or more.
 */
export function outcomeWords({ outcome, use, cells }: Pick<ClaimResult, "outcome" | "use" | "cells">): string {
  if (outcome !== "holds" || use === null || use.vacuous < MOSTLY) return outcome;
  if (use.vacuous === 1) return "holds, vacuous here";
  const compared = cells.filter((cell) => cell.use !== null);
  return `holds, vacuous on ${countVacuous(compared)} of ${compared.length} cells`;
}

function countVacuous(cells: readonly CellResult[]): number {
  return cells.filter(({ use }) => use === "vacuous").length;
}

/** What stands above a control. */
export function controlTitle({ expected, selfTest }: Pick<ControlResult, "expected" | "selfTest">): string {
  if (selfTest) return "Control: a self-test of the machinery";
  return expected === "holds" ? "Control: what holds nearby" : "Control: how this could have failed";
}

/** What came of a control: "found violated, as it must be", or what it was found and what it must be. */
export function controlOutcome({ outcome, expected }: Pick<ControlResult, "outcome" | "expected">): string {
  if (outcome === expected) return expected === "holds" ? "found to hold, as it must" : "found violated, as it must be";
  const must = expected === "holds" ? "be found to hold" : "be found violated";
  return `found ${outcome === "holds" ? "to hold" : outcome}, but must ${must}`;
}

/**
 * What a control's `power` is the probability of, before the run. Where failing draws are counted and must show a statement
 * false, it is that of one such draw; else that of the outcome. Both are lower bounds.
 *
 * @returns "Each draw of it fails with probability at least 0.890, where the rule allows 0.1", without a final stop
 */
export function controlOdds({ rule, control }: Pick<StatementResult, "rule" | "control">): string {
  const { value } = control.power;
  const odds = value === 1 ? "probability 1" : `probability at least ${formatNumber(roundedDown(value))}`;
  if (rule.kind !== "failure-rate" || control.expected === "holds") return `It comes out so with ${odds}`;
  return `Each draw of it fails with ${odds}, where the rule allows ${rule.delta}`;
}

/** With three digits, and still a lower bound: 0.9999 is no 1.00. */
function roundedDown(probability: number): number {
  return Math.floor(probability * 1000) / 1000;
}
