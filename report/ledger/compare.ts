/** What changed between two runs, the gravest first. */
import type { CellResult } from "ncsparse";
import type { ClaimsFile, LedgerEntry } from "../types.js";

/** A claim whose outcome, or whose control's, is another than before. */
export interface OutcomeChange {
  id: string;
  title: string;
  before: string;
  after: string;
  /** Whether what came out now is what the claim expects, control included. */
  asExpected: boolean;
}

/** A cell whose bound / measured moved further than its interval allows. */
export interface TightnessChange {
  id: string;
  cell: string;
  before: number;
  after: number;
}

export interface DurationChange {
  notebook: string;
  before: number;
  after: number;
}

export interface Comparison {
  outcomes: OutcomeChange[];
  tightness: TightnessChange[];
  added: string[];
  lost: string[];
  durations: DurationChange[];
  /** Claims of the new run that are not as expected, or whose control was missed, changed or not. */
  deviations: string[];
}

/** Seconds by notebook, of a run.json. */
export type Durations = Readonly<Record<string, number>>;

/** Compare an old run with a new one; durations are compared where both have them. */
export function compareRuns(
  before: ClaimsFile,
  after: ClaimsFile,
  durations: { before: Durations; after: Durations },
): Comparison {
  const old = new Map(before.claims.map((claim) => [claim.id, claim]));
  const now = new Map(after.claims.map((claim) => [claim.id, claim]));
  const both = after.claims.flatMap((claim) => {
    const earlier = old.get(claim.id);
    return earlier ? [[earlier, claim] as const] : [];
  });
  return {
    outcomes: both.flatMap(([a, b]) => outcomeChange(a, b)).sort((a, b) => Number(a.asExpected) - Number(b.asExpected)),
    tightness: both.flatMap(([a, b]) => tightnessChanges(a, b)),
    added: after.claims.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    lost: before.claims.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    durations: durationChanges(durations.before, durations.after),
    deviations: after.claims.filter((claim) => !isAsExpected(claim)).map(({ id }) => id),
  };
}

function isAsExpected(claim: LedgerEntry): boolean {
  return claim.asExpected && claim.control.caught;
}

function outcomeChange(a: LedgerEntry, b: LedgerEntry): OutcomeChange[] {
  const [before, after] = [told(a), told(b)];
  return before === after ? [] : [{ id: b.id, title: b.title, before, after, asExpected: isAsExpected(b) }];
}

function told({ outcome, control }: LedgerEntry): string {
  return control.caught ? outcome : `${outcome}, control missed`;
}

function tightnessChanges(a: LedgerEntry, b: LedgerEntry): TightnessChange[] {
  const earlier = new Map(a.cells.map((cell) => [nameOf(cell), cell]));
  return b.cells.flatMap((cell) => {
    const name = nameOf(cell);
    const [was, is] = [tightnessInterval(earlier.get(name)), tightnessInterval(cell)];
    if (!was || !is || (is.low <= was.high && was.low <= is.high)) return [];
    return [{ id: b.id, cell: name, before: was.value, after: is.value }];
  });
}

function nameOf(cell: CellResult): string {
  return Object.entries(cell.parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

/** bound / measured with the interval that the measured one gives it, and room for rounding. */
function tightnessInterval(cell: CellResult | undefined): { value: number; low: number; high: number } | null {
  if (!cell?.measured || cell.tightness === null) return null;
  const { value, low, high } = cell.measured;
  const ends = [low, high].map((end) => (end === value ? cell.tightness! : (cell.tightness! * value) / end));
  const [least, most] = [Math.min(...ends, cell.tightness), Math.max(...ends, cell.tightness)];
  return { value: cell.tightness, low: least - ROUNDING * Math.abs(least), high: most + ROUNDING * Math.abs(most) };
}

const ROUNDING = 1e-9;

function durationChanges(before: Durations, after: Durations): DurationChange[] {
  return Object.entries(after).flatMap(([notebook, seconds]) => {
    const earlier = before[notebook];
    return earlier === undefined ? [] : [{ notebook, before: earlier, after: seconds }];
  });
}
