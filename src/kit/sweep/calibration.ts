/** How often verdicts differ from what was expected of them, beside how often they may by the stated error rates. */
import { poissonInterval } from "../probability/poisson-interval.js";
import type { Outcome, VerdictRule } from "../claims/result.js";
import { outcomesOf, ROLES, type Sweep, type SweptStatement } from "./sweep.js";

/** The statements of one kind of rule, or their controls. */
export interface Calibration {
  readonly role: (typeof ROLES)[number];
  readonly rule: VerdictRule["kind"];
  readonly statements: number;
  readonly drawnCells: number;
  /** Statements times seeds. */
  readonly verdicts: number;
  /** Neither as expected nor its opposite: the interval could not tell, which is no error. */
  readonly undecided: number;
  /** The opposite of what was expected. */
  readonly reversed: number;
  /** What a stated rate speaks of: of statements the reversed verdicts, of controls all that are not as expected. */
  readonly observed: number;
  /** The most that are expected: of statements `level` a drawn cell, of controls what their power leaves. */
  readonly expected: number;
  /** The interval of 95 % for the mean of what was observed, were verdicts independent. */
  readonly low: number;
  readonly high: number;
}

const RULES = ["failure-rate", "ratio", "difference", "sign", "inequality"] as const satisfies VerdictRule["kind"][];
const ONE_SIDED = 0.025;

/** A line for each role and kind of rule that the sweep has. */
export function calibrate(sweep: Sweep): Calibration[] {
  return ROLES.flatMap((role) =>
    RULES.flatMap((rule) => {
      const statements = sweep.statements.filter((statement) => statement.rule === rule);
      return statements.length === 0 ? [] : [calibrateOne(sweep, role, rule, statements)];
    }),
  );
}

function calibrateOne(
  { seeds, level }: Sweep,
  role: Calibration["role"],
  rule: Calibration["rule"],
  statements: readonly SweptStatement[],
): Calibration {
  const kinds = statements.flatMap((statement) => {
    const { expected } = statement[role];
    return outcomesOf(statement[role]).map((outcome) => differenceOf(outcome, expected));
  });
  const [undecided, reversed] = ["undecided", "reversed"].map((kind) => kinds.filter((one) => one === kind).length);
  const drawnCells = statements.reduce((sum, statement) => sum + statement[role].drawnCells, 0);
  const missed = statements.reduce((sum, { control }) => sum + (1 - control.power), 0);
  const observed = role === "claim" ? reversed! : undecided! + reversed!;
  return {
    ...{ role, rule, statements: statements.length, drawnCells, verdicts: kinds.length },
    ...{ undecided: undecided!, reversed: reversed!, observed },
    expected: (role === "claim" ? level * drawnCells : missed) * seeds.length,
    ...poissonInterval(observed, ONE_SIDED),
  };
}

/** How an outcome differs from the expected one; null where it does not. */
export function differenceOf(outcome: Outcome, expected: Outcome): "undecided" | "reversed" | null {
  if (outcome === expected) return null;
  const isDecided = (one: Outcome): boolean => one === "holds" || one === "violated";
  return isDecided(outcome) && isDecided(expected) ? "reversed" : "undecided";
}
