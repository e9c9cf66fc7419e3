import type { KeySource, LogitSource } from "../../attention/index.js";
import { evenlySpaced } from "../evenly-spaced.js";

/** Lengths that are tried, and rows at each. */
const LENGTHS = 8;
const ROWS = 16;
/** The longest is this many times the shortest, or less where that would be below `SHORTEST` keys. */
const SPAN = 64;
const SHORTEST = 16;

/** Where rows do not grow, their first keys alone do: some rows over the first m keys. */
export interface Prefix {
  readonly keys: number;
  readonly source: KeySource | LogitSource;
}

/** The same evenly spaced rows at growing prefixes of the keys; none where there are too few keys. */
export function keyPrefixes(source: KeySource | LogitSource, queries: number, keys: number): Prefix[] {
  const shortest = Math.max(SHORTEST, keys / SPAN);
  if (shortest >= keys) return [];
  const rows = evenlySpaced(ROWS, 0, queries);
  return Array.from({ length: LENGTHS }, (_, i) => {
    const m = Math.round(shortest * (keys / shortest) ** (i / (LENGTHS - 1)));
    return { keys: m, source: prefix(source, rows, m) };
  });
}

function prefix(source: KeySource | LogitSource, rows: readonly number[], m: number): Prefix["source"] {
  if (source.kind === "keys") {
    const { d, queries, keys, scale } = source;
    const some = new Float64Array(rows.length * d);
    rows.forEach((row, r) => some.set(queries.subarray(row * d, (row + 1) * d), r * d));
    return { kind: "keys", d, queries: some, keys: keys.subarray(0, m * d), ...(scale === undefined ? {} : { scale }) };
  }
  const logits = new Float64Array(rows.length * m);
  rows.forEach((row, r) => logits.set(source.logits.subarray(row * source.keys, row * source.keys + m), r * m));
  return { kind: "logits", keys: m, logits };
}
