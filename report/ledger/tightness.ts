/** Where bound / measured moved further than the intervals of two runs allow. */
import type { CellResult } from "ncsparse-kit";
import type { LedgerEntry } from "../types.js";
import { cellName, pairCells } from "./cell-pairs.js";
import { ROUNDING } from "./change.js";

/** A cell whose bound / measured moved further than its interval allows. */
export interface TightnessChange {
  id: string;
  cell: string;
  before: number;
  after: number;
}

export function tightnessChanges(before: LedgerEntry, after: LedgerEntry): TightnessChange[] {
  return pairCells(before.cells, after.cells).both.flatMap(([a, b]) => {
    const [was, is] = [tightnessInterval(a), tightnessInterval(b)];
    if (!was || !is || (is.low <= was.high && was.low <= is.high)) return [];
    return [{ id: after.id, cell: cellName(b), before: was.value, after: is.value }];
  });
}

/** bound / measured with the interval that the measured one gives it, and room for rounding. */
function tightnessInterval(cell: CellResult): { value: number; low: number; high: number } | null {
  if (!cell.measured || cell.tightness === null) return null;
  const { value, low, high } = cell.measured;
  const ends = [low, high].map((end) => (end === value ? cell.tightness! : (cell.tightness! * value) / end));
  const [least, most] = [Math.min(...ends, cell.tightness), Math.max(...ends, cell.tightness)];
  return { value: cell.tightness, low: least - ROUNDING * Math.abs(least), high: most + ROUNDING * Math.abs(most) };
}
