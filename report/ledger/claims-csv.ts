/** Every cell of every claim and control as a line of a table, for spreadsheets and data frames. */
import type { CellResult, Interval, StatementResult } from "ncsparse-kit";
import { csvText } from "../text/csv.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";

type Value = string | number | null;

const COLUMNS = [
  "claim",
  "statement",
  "notebook",
  "item",
  "provenance",
  "role",
  "parameters",
  "draws",
  "failures",
  "estimate",
  "estimate_low",
  "estimate_high",
  "target",
  "measured",
  "measured_low",
  "measured_high",
  "bound",
  "bound_at",
  "trivial",
  "tightness",
  "use",
  "outcome",
  "expected",
  "note",
] as const;

export function claimsCsv({ claims }: ClaimsFile): string {
  const rows = claims.flatMap((claim) =>
    [claim, ...claim.parts].flatMap((statement) => [
      ...statement.cells.map((cell) => row(claim, statement, "claim", cell)),
      ...statement.control.cells.map((cell) => row(claim, statement, "control", cell)),
    ]),
  );
  return csvText([COLUMNS, ...rows]);
}

function row(claim: LedgerEntry, statement: StatementResult, role: "claim" | "control", cell: CellResult): Value[] {
  return [
    claim.id,
    statement.id,
    claim.notebook,
    statement.item,
    statement.provenance,
    role,
    JSON.stringify(cell.parameters),
    cell.draws,
    cell.failures,
    ...ends(cell.estimate),
    cell.target,
    ...ends(cell.measured),
    cell.bound,
    cell.boundAt === null ? null : JSON.stringify(cell.boundAt),
    cell.trivial,
    cell.tightness,
    cell.use,
    cell.outcome,
    role === "claim" ? statement.expected.outcome : statement.control.expected,
    cell.note,
  ];
}

function ends(interval: Interval | null): Value[] {
  return interval === null ? [null, null, null] : [interval.value, interval.low, interval.high];
}
