import type { ControlResult, Outcome } from "ncsparse";

export const OUTCOMES: readonly Outcome[] = ["holds", "violated", "inconclusive", "out of range"];

/** How many claims came out how, in words: "42 hold, 10 violated". */
export function tally(claims: readonly { readonly outcome: Outcome }[]): string {
  return OUTCOMES.flatMap((outcome) => {
    const count = claims.filter((claim) => claim.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome === "holds" && count > 1 ? "hold" : outcome}`];
  }).join(", ");
}

/** What is wrong with a control that did not come out as it must. */
export function controlProblem({ outcome, expected }: ControlResult): string {
  return `its control came out ${outcome} and must ${expected === "holds" ? "hold" : `be ${expected}`}`;
}
