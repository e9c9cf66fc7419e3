/** A sweep's tables, as notebooks show them. */
import type { TableCell } from "../notebook/table.js";
import { calibrate } from "./calibration.js";
import { calibrationLabel } from "./calibration-chart.js";
import { differingVerdicts } from "./differing.js";
import { seedsText } from "./seeds-text.js";
import { shortNumber } from "./short-number.js";
import type { Sweep } from "./sweep.js";

export const SWEEP_HEADER: readonly string[] = ["notebooks", "seeds", "statements", "profile", "made by", "on"];

/** The line that says where a sweep comes from. */
export function sweepRow({ only, seeds, statements, profile, commit, node, machines }: Sweep): TableCell[] {
  return [
    only.length === 0 ? "all" : only.join(", "),
    seedsText(seeds),
    statements.length,
    profile,
    `commit ${commit ?? "unknown"}, Node ${node}`,
    machines.join("; "),
  ];
}

export const CALIBRATION_HEADER: readonly string[] = [
  "verdicts of",
  "statements",
  "verdicts",
  "undecided",
  "reversed",
  "expected at most",
];

/** A line for each role and kind of rule. */
export function calibrationTable(sweep: Sweep): TableCell[][] {
  return calibrate(sweep).map((line) => {
    const { statements, verdicts, undecided, reversed, expected } = line;
    return [calibrationLabel(line), statements, verdicts, undecided, reversed, expected];
  });
}

export const DIFFERING_HEADER: readonly string[] = ["verdict of", "expected", "came out", "seeds", "expected at most"];

/** A line for each statement and control that ever differs from what was expected, and each outcome. */
export function differingTable(sweep: Sweep): TableCell[][] {
  const { length } = sweep.seeds;
  return differingVerdicts(sweep).map(({ id, role, expected, outcome, seeds, mostExpected }) => [
    role === "claim" ? id : `${id}, control`,
    expected,
    `${outcome} with ${seeds.length} of ${length}`,
    seeds.length === length ? "all" : seedsText(seeds),
    mostExpected === null ? "not stated" : shortNumber(mostExpected),
  ]);
}
