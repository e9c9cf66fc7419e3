/** How a run came out, counted by claims and by statements; in words, one way for page, summary and terminal. */
import type { ClaimResult } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import { problemsOf, tally } from "./tally.js";

/** Claims, or the statements that they consist of. */
export interface Count {
  total: number;
  asExpected: number;
  /** "136 hold, 11 violated" */
  tally: string;
}

export interface Totals {
  claims: Count;
  /** Of claims without parts they are the claims themselves. */
  statements: Count;
  /** A control stands beside each statement. */
  controls: { total: number; asRequired: number };
}

export function totalsOf(ledger: readonly ClaimResult[]): Totals {
  const statements = ledger.flatMap(statementResults);
  const asRequired = statements.filter(({ control }) => control.asExpected).length;
  return {
    claims: count(ledger),
    statements: count(statements),
    controls: { total: statements.length, asRequired },
  };
}

function count(list: readonly ClaimResult[]): Count {
  return { total: list.length, asExpected: list.filter(({ asExpected }) => asExpected).length, tally: tally(list) };
}

/** The claims of which something is not as expected, in their order. */
export function deviatingClaims<T extends ClaimResult>(ledger: readonly T[]): T[] {
  return ledger.filter((claim) => problemsOf(claim).length > 0);
}

/** "147 claims: 136 hold, 11 violated; 191 statements with their parts: 178 hold, 13 violated" */
export function countWords(totals: Totals): string {
  const { total, tally: told } = totals.claims;
  return [`${total} ${total === 1 ? "claim" : "claims"}: ${told}`, ...partsWords(totals)].join("; ");
}

/** What there is to tell of the statements beside the claims: nothing, where no claim has parts. */
export function partsWords({ claims, statements }: Totals): string[] {
  if (statements.total === claims.total) return [];
  return [`${statements.total} statements with their parts: ${statements.tally}`];
}

/** "all as expected", "2 statements not as expected" */
export function expectationWords({ statements }: Totals): string {
  const deviating = statements.total - statements.asExpected;
  if (deviating === 0) return "all as expected";
  return `${deviating} ${deviating === 1 ? "statement" : "statements"} not as expected`;
}

/** "all 147 controls behaved as required", "2 of 147 controls did not behave as required" */
export function controlsWords({ controls: { total, asRequired } }: Totals): string {
  if (asRequired < total) return `${total - asRequired} of ${total} controls did not behave as required`;
  return total === 1 ? "its control behaved as required" : `all ${total} controls behaved as required`;
}
