import { quartiles } from "../quartiles.js";

/** Groups of rows by position. */
const GROUPS = 8;

/** Rows that stand together: medians. */
export interface PositionGroup {
  /** The middle row, counted from 0. */
  readonly row: number;
  /** Keys that it sees. */
  readonly keys: number;
  readonly sigma: number;
  readonly c: number;
  readonly needed: number;
}

/** What a position is judged by, one line a row. */
export interface PositionLines {
  readonly rows: readonly number[]; // increasing
  readonly lengths: readonly number[];
  readonly sigma: readonly number[];
  readonly needed: readonly number[];
}

/** Up to eight groups of as many rows each, in the order of their position. */
export function positionGroups({ rows, lengths, sigma, needed }: PositionLines): PositionGroup[] {
  const count = Math.min(GROUPS, rows.length);
  return Array.from({ length: count }, (_, g) => {
    const from = Math.floor((g * rows.length) / count);
    const to = Math.floor(((g + 1) * rows.length) / count);
    const middle = (from + to) >> 1;
    const median = (of: (line: number) => number): number =>
      quartiles(Array.from({ length: to - from }, (_, i) => of(from + i))).median;
    return {
      row: rows[middle]!,
      keys: lengths[middle]!,
      sigma: median((line) => sigma[line]!),
      c: median((line) => sigma[line]! / Math.sqrt(2 * Math.log(lengths[line]!))),
      needed: median((line) => needed[line]!),
    };
  });
}
