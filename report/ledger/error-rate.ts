/** With what probability the verdicts of a run are right together: the union bound over the ends of their intervals. */
import type { ClaimResult, VerdictRule } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import { LEVEL } from "ncsparse-kit/probability";

/** Judged cells by how many ends of their interval can make the verdict wrong; those of controls, too. */
export interface ErrorRate {
  /** Judged against one side, a rate or a sign: a true statement is called violated by one end, a false one said to hold by the other. */
  oneSided: number;
  /** Judged against a band: a true statement is called violated where either end errs. */
  band: number;
  /** At most so probably some verdict is wrong. */
  atMost: number;
}

export function errorRateOf(ledger: readonly ClaimResult[]): ErrorRate {
  const drawn = ledger.flatMap(statementResults).map(({ rule, cells, control }) => ({
    kind: rule.kind,
    count: [...cells, ...control.cells].filter(({ draws }) => draws > 0).length,
  }));
  const cellsOf = (...kinds: VerdictRule["kind"][]): number =>
    drawn.reduce((sum, { kind, count }) => (kinds.includes(kind) ? sum + count : sum), 0);
  const [oneSided, band] = [cellsOf("failure-rate", "sign"), cellsOf("ratio", "difference")];
  return { oneSided, band, atMost: (oneSided + 2 * band) * LEVEL };
}

/** A share as a percentage that is no smaller: 0.00661 is "0.67". */
export function percentUp(share: number): string {
  return (Math.ceil(1e4 * share - 1e-9) / 100).toFixed(2);
}

/** What is left of 1, as a percentage that is no larger. */
export function percentLeft(share: number): string {
  return (Math.floor(1e4 * (1 - share) + 1e-9) / 100).toFixed(2);
}
