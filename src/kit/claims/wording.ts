/** How outcomes and controls are told to readers, in notebooks as in the report. */
import type { CellResult, ClaimResult, ControlResult } from "./result.js";

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
  if (selfTest) return "A self-test of the machinery";
  return expected === "holds" ? "What holds nearby" : "How this could have failed";
}
