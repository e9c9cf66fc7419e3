import type { KeySource, LogitSource, Rows } from "../../attention/index.js";

/** One head's arrays. */
export type HeadArrays =
  | {
      readonly kind: "keys";
      readonly d: number;
      readonly queries: Rows; // (queries, d)
      readonly keys: Rows; // (keys, d)
      readonly v?: HeadValues;
    }
  | {
      /** Logits, or probabilities whose logarithms are taken. */
      readonly kind: "logits" | "probabilities";
      readonly keys: number;
      readonly rows: Rows; // (queries, keys)
      readonly v?: HeadValues;
    };

export interface HeadValues {
  readonly d: number;
  readonly entries: Rows; // (keys, d)
}

/** How a head's arrays are to be understood. */
export interface HeadSetting {
  /** Queries are the last of the keys, and each sees the keys up to its own. */
  readonly causal: boolean;
  /** Queries are not among the keys, though there are as many. */
  readonly cross: boolean;
  /** Logits are scale q . k; 1 / sqrt(d) by default. */
  readonly scale?: number;
}

/** A head as the row pipeline reads it. */
export interface SourcedHead {
  readonly source: KeySource | LogitSource;
  readonly queries: number;
  readonly keys: number;
  /** Whether each query has a key of its own. */
  readonly self: boolean;
}

/** ln p of an entry that a format has rounded to 0, below the row's largest: its weight is below every cut-off. */
const NOTHING = -800;

/** @throws RangeError if the arrays do not fit together */
export function headSource(arrays: HeadArrays, { causal, cross, scale }: HeadSetting): SourcedHead {
  const keys = arrays.kind === "keys" ? arrays.keys.length / arrays.d : arrays.keys;
  const queries = arrays.kind === "keys" ? arrays.queries.length / arrays.d : arrays.rows.length / arrays.keys;
  if (keys < 2) throw new RangeError(`headSource: there must be at least 2 keys, got ${keys}`);
  if (causal && queries > keys) {
    throw new RangeError(
      `headSource: causal attention must have at most as many queries as keys, got ${queries} for ${keys}`,
    );
  }
  const seen = { causal, past: causal ? keys - queries : 0, ...(arrays.v === undefined ? {} : { values: arrays.v }) };
  const source: SourcedHead["source"] =
    arrays.kind === "keys"
      ? { kind: "keys", ...vectors(arrays), scale: scale ?? 1 / Math.sqrt(arrays.d), ...seen }
      : {
          kind: "logits",
          keys,
          logits: arrays.kind === "logits" ? arrays.rows : logarithms(arrays.rows, keys),
          ...seen,
        };
  return { source, queries, keys, self: causal || (!cross && queries === keys) };
}

function vectors({
  d,
  queries,
  keys,
}: Extract<HeadArrays, { kind: "keys" }>): Pick<KeySource, "d" | "queries" | "keys"> {
  return { d, queries, keys };
}

/** ln p, and far below the row's largest where p is 0. @throws RangeError for an entry outside [0, 1] or a row of zeros */
function logarithms(probabilities: Rows, keys: number): Float64Array {
  const logits = new Float64Array(probabilities.length);
  for (let start = 0; start < logits.length; start += keys) {
    let largest = 0;
    for (let j = start; j < start + keys; j++) {
      const p = probabilities[j]!;
      if (!(p >= 0 && p <= 1.01)) {
        throw new RangeError(`headSource: probabilities must be in [0, 1], got ${p} in row ${start / keys}`);
      }
      largest = Math.max(largest, p);
    }
    if (largest === 0)
      throw new RangeError(`headSource: a row of probabilities must not be all 0, got row ${start / keys}`);
    const nothing = Math.log(largest) + NOTHING;
    for (let j = start; j < start + keys; j++) {
      const p = probabilities[j]!;
      logits[j] = p === 0 ? nothing : Math.log(p);
    }
  }
  return logits;
}
