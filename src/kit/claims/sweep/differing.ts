/** Which verdicts of a sweep ever differ from what was expected of them. */
import type { Outcome } from "../result.js";
import { differenceOf } from "./calibration.js";
import { outcomesOf, ROLES, type Sweep, type SweptStatement } from "./sweep.js";

export interface DifferingVerdict {
  readonly id: string;
  readonly role: (typeof ROLES)[number];
  readonly rule: SweptStatement["rule"];
  readonly expected: Outcome;
  /** The seeds by the outcomes that differ. */
  readonly seeds: ReadonlyMap<Outcome, readonly number[]>;
  /** How many of all seeds differ. */
  readonly count: number;
  /** The stated probability that a control misses; null for a statement. */
  readonly missed: number | null;
}

/** In the order of the statements, each before its control. */
export function differingVerdicts({ seeds, statements }: Sweep): DifferingVerdict[] {
  return statements.flatMap((statement) =>
    ROLES.flatMap((role) => {
      const { expected } = statement[role];
      const differing = new Map<Outcome, number[]>();
      for (const [index, outcome] of outcomesOf(statement[role]).entries()) {
        if (differenceOf(outcome, expected) === null) continue;
        differing.set(outcome, [...(differing.get(outcome) ?? []), seeds[index]!]);
      }
      if (differing.size === 0) return [];
      const count = [...differing.values()].reduce((sum, { length }) => sum + length, 0);
      const missed = role === "control" ? 1 - statement.control.power : null;
      return [{ id: statement.id, role, rule: statement.rule, expected, seeds: differing, count, missed }];
    }),
  );
}
