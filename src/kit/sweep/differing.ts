/** Which verdicts of a sweep ever differ from what was expected of them. */
import type { Outcome } from "../claims/result.js";
import { differenceOf } from "./calibration.js";
import { outcomesOf, ROLES, type Sweep, type SweptStatement } from "./sweep.js";

export interface DifferingVerdict {
  readonly id: string;
  readonly role: (typeof ROLES)[number];
  readonly expected: Outcome;
  /** What it came out as instead. */
  readonly outcome: Outcome;
  /** With these seeds. */
  readonly seeds: readonly number[];
  /** The most of all seeds with which that is expected; null where nothing is stated: a claim that is undecided. */
  readonly mostExpected: number | null;
}

/** In the order of the statements, each before its control; a line for each outcome. */
export function differingVerdicts(sweep: Sweep): DifferingVerdict[] {
  return sweep.statements.flatMap((statement) => ROLES.flatMap((role) => differingOf(sweep, statement, role)));
}

function differingOf(
  { seeds, level }: Sweep,
  statement: SweptStatement,
  role: DifferingVerdict["role"],
): DifferingVerdict[] {
  const { expected, drawnCells } = statement[role];
  const outcomes = outcomesOf(statement[role]);
  const differing = [...new Set(outcomes)].filter((outcome) => outcome !== expected);
  return differing.map((outcome) => {
    const claimRate = differenceOf(outcome, expected) === "reversed" ? level * drawnCells : null;
    const rate = role === "control" ? 1 - statement.control.power : claimRate;
    return {
      ...{ id: statement.id, role, expected, outcome },
      seeds: seeds.filter((_, index) => outcomes[index] === outcome),
      mostExpected: rate === null ? null : rate * seeds.length,
    };
  });
}
