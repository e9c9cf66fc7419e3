import type { ClaimResult, ControlResult, Outcome } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";

export const OUTCOMES: readonly Outcome[] = ["holds", "violated", "inconclusive", "out of range"];

/** How many claims came out how, in words: "42 hold, 10 violated". */
export function tally(claims: readonly { readonly outcome: Outcome }[]): string {
  return OUTCOMES.flatMap((outcome) => {
    const count = claims.filter((claim) => claim.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome === "holds" && count > 1 ? "hold" : outcome}`];
  }).join(", ");
}

/** What is wrong with a control that did not come out as it must. */
function controlProblem({ outcome, expected }: ControlResult): string {
  return `its control came out ${outcome} and must ${expected === "holds" ? "hold" : `be ${expected}`}`;
}

/** What is wrong with a claim, a phrase each: a part is named by its id. Empty if all came out as it must. */
export function problemsOf(claim: ClaimResult): string[] {
  return statementResults(claim).flatMap((statement) => {
    const of = statement.id === claim.id ? "" : `${statement.id} `;
    const { asExpected, outcome, expected, control } = statement;
    return [
      ...(asExpected ? [] : [`${of}came out ${outcome}, expected ${expected.outcome}`]),
      ...(control.asExpected ? [] : [`${of}${controlProblem(control)}`]),
    ];
  });
}

/** Whether every control of a claim came out as it must. */
export function controlsSound({ control, parts }: Pick<ClaimResult, "control" | "parts">): boolean {
  return [control, ...parts.map((part) => part.control)].every(({ asExpected }) => asExpected);
}
