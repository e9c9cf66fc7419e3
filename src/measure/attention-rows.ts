import { rowLogits } from "../attention/logits.js";
import type { Weights } from "../attention/weights.js";
import { evenlySpaced } from "./evenly-spaced.js";
import { rowOf, type Matrix } from "./matrix.js";

/** Queries and keys of one head. */
export interface Head {
  readonly q: Matrix; // (queries, d)
  readonly k: Matrix; // (keys, d)
  /** Logits are scale q . k. */
  readonly scale: number;
  /** Query i sees keys 0 .. i. */
  readonly causal: boolean;
  /** Query i is key i, whose logit is the diagonal. */
  readonly self: boolean;
}

/** The logits of query i against the keys that it sees, in the order of the keys. */
export function headLogits({ q, k, scale, causal }: Head, i: number): Float64Array {
  const keys = causal ? k.data.subarray(0, (i + 1) * k.columns) : k.data;
  return rowLogits(rowOf(q, i), keys, scaled(q.columns, scale)).logits;
}

function scaled(d: number, scale: number): Weights {
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) entries[a * d + a] = scale;
  return { d, entries, label: `${scale} I` };
}

/** Up to `most` queries, evenly spaced, that see at least two keys. */
export function chosenQueries({ q, causal }: Head, most: number): number[] {
  return evenlySpaced(most, causal ? 1 : 0, q.rows);
}
