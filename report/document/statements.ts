/** The statements of recorded claims: runs are compared statement by statement, however claims are put together. */
import { statementResults } from "ncsparse-kit/claims/parts";
import type { ClaimResult } from "ncsparse-kit";
import type { LedgerEntry } from "../types.js";

/** A claim's own statement and each of its parts, as if each were a claim of its own in the same place. */
export function statementsOf(entry: LedgerEntry): LedgerEntry[] {
  const { notebook, anchor, label } = entry;
  return statementResults(entry).map((statement) => ({ ...statement, notebook, anchor, label }));
}

/** The ids of a claim's statements: its own, then its parts'. */
export function statementIds({ id, parts }: Pick<ClaimResult, "id" | "parts">): string[] {
  return [id, ...parts.map((part) => part.id)];
}
