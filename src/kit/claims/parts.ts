/** The statements of a claim's result, each for itself. */
import { combine } from "./combine.js";
import type { ClaimResult, StatementResult } from "./result.js";

/** The first statement of a claim without its parts, and then each part: every one as if it were a claim of its own. */
export function statementResults(result: ClaimResult): ClaimResult[] {
  return [firstStatement(result), ...result.parts].map((statement) => ({
    ...result,
    ...statement,
    finding: statement.id === result.id ? result.finding : null,
    aliases: statement.id === result.id ? result.aliases : [],
    parts: [],
  }));
}

/** What came out of a claim's statements together, the first of which names it. */
export function wholeVerdict(
  statements: readonly Pick<StatementResult, "outcome" | "asExpected">[],
): Pick<StatementResult, "outcome" | "asExpected"> {
  const deviating = statements.filter(({ asExpected }) => !asExpected);
  if (deviating.length === 0) return { outcome: statements[0]!.outcome, asExpected: true };
  return { outcome: combine(deviating.map(({ outcome }) => outcome)), asExpected: false };
}

/** What the claim's own fields say where outcome and draws are those of all its parts together. */
function firstStatement(result: ClaimResult): StatementResult {
  if (result.parts.length === 0) return result;
  const { cells, expected } = result;
  const outcome = combine(cells.map((cell) => cell.outcome));
  const draws = cells.reduce((sum, cell) => sum + cell.draws, 0);
  return { ...result, draws, outcome, asExpected: outcome === expected.outcome };
}
