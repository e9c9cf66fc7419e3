import { seenKeys, type Head } from "./head.js";

/** The keys that a method keeps: min(k, seen keys) for each query, so that all methods cost the same. */
export interface Kept {
  readonly k: number;
  readonly keys: Uint32Array; // (n, k), row-major: row i begins with its keys, each once, in any order
}

/** Keys of query i; not copied. */
export function keptRow(head: Pick<Head, "n" | "causal">, { k, keys }: Kept, i: number): Uint32Array {
  return keys.subarray(i * k, i * k + Math.min(k, seenKeys(head, i)));
}

/**
 * Choose row by row. Rows that see at most k keys keep all of them; `choose` fills the others.
 *
 * @param choose writes k distinct keys that query i sees
 */
export function chooseRows(head: Head, k: number, choose: (i: number, row: Uint32Array) => void): Kept {
  const kept: Kept = { k, keys: new Uint32Array(head.n * k) };
  for (let i = 0; i < head.n; i++) {
    const row = keptRow(head, kept, i);
    if (seenKeys(head, i) > k) choose(i, row);
    else for (let j = 0; j < row.length; j++) row[j] = j;
  }
  return kept;
}

/** Refuse a window that is not an integer in [least, n]. */
export function requireKeptCount(caller: string, k: number, least: number, n: number): void {
  if (!Number.isInteger(k) || k < least || k > n) {
    throw new RangeError(`${caller}: k must be an integer in [${least}, ${n}], got ${k}`);
  }
}
