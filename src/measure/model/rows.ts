import { evenlySpaced } from "../evenly-spaced.js";

/** Rows that see fewer keys than this tell nothing of how a need grows. */
const SHORTEST = 16;

/** Which rows of a head are measured. */
export interface ChosenRows {
  /** All of them, increasing. */
  readonly rows: readonly number[];
  /** Lines of `rows` that are spread evenly over the queries: what is said "over the rows" is said of these. */
  readonly even: readonly number[];
  /** Lines that are spread evenly over ln n_i: what is said of growth is said of these. */
  readonly growing: readonly number[];
}

/**
 * Up to `most` rows evenly spaced over those that see two keys or more, and, where rows grow, up to half as many evenly
 * spaced in the logarithm of their length.
 *
 * @param past keys before the first query's own; undefined where all rows see all keys
 */
export function chooseRows(queries: number, past: number | undefined, most: number): ChosenRows {
  const first = past === undefined ? 0 : Math.max(0, 1 - past);
  const even = evenlySpaced(most, first, queries);
  const growing = past === undefined ? [] : growingRows(queries, past, Math.ceil(most / 2));
  const rows = [...new Set([...even, ...growing])].sort((a, b) => a - b);
  const lines = new Map(rows.map((row, line) => [row, line]));
  const linesOf = (some: readonly number[]): number[] => some.map((row) => lines.get(row)!);
  return { rows, even: linesOf(even), growing: linesOf(growing) };
}

function growingRows(queries: number, past: number, count: number): number[] {
  const longest = past + queries;
  const shortest = Math.max(past + 1, SHORTEST);
  if (shortest >= longest) return [];
  const rows = Array.from({ length: count }, (_, i) => {
    const n = shortest * (longest / shortest) ** (i / Math.max(1, count - 1));
    return Math.min(queries - 1, Math.round(n) - past - 1);
  });
  return [...new Set(rows)];
}
