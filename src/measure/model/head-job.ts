import { rotateRows, type RotaryEmbedding } from "../../attention/index.js";
import { readRows, type ArrayRef, type HeadRef } from "../../tensors/index.js";
import { compareHead, type ComparedHead } from "./compare-head.js";
import type { HeadFigures, MeasureHeadSettings } from "./head-figures.js";
import type { HeadArrays } from "./head-source.js";
import { measureHead } from "./measure-head.js";

/** What a worker is told of a head: where its arrays lie, and what is asked. */
export interface HeadJob {
  readonly head: HeadRef;
  readonly settings: MeasureHeadSettings;
  /** Rotary embedding that queries and keys have not been given yet. */
  readonly rope?: RotaryEmbedding;
  /** Keys a row at which budgets and selectors are compared as well. */
  readonly compare?: number;
}

export interface HeadAnswer {
  readonly figures: HeadFigures;
  readonly compared: ComparedHead | null;
}

/**
 * Reads a head's arrays and measures it. Nothing of other heads is read.
 *
 * @throws RangeError for arrays that cannot be read or do not fit together
 */
export function measureHeadJob({ head, settings, rope, compare }: HeadJob): HeadAnswer {
  const arrays = readHead(head, settings, rope);
  const figures = measureHead(arrays, settings);
  if (compare === undefined) return { figures, compared: null };
  // A head whose need does not grow with its rows, or cannot be told, shares out a constant.
  const C = Math.min(1, Math.max(0, figures.exponent?.C ?? 0));
  return { figures, compared: compareHead(arrays, { ...settings, k: compare, C }) };
}

function readHead({ source }: HeadRef, { causal }: MeasureHeadSettings, rope: HeadJob["rope"]): HeadArrays {
  const v = source.v === undefined ? {} : { v: { d: source.v.columns, entries: readRows(source.v) } };
  if (source.kind !== "keys") {
    return {
      kind: source.kind,
      keys: source.rows.columns,
      rows: readRows(source.rows, 0, source.rows.rows, { masked: source.kind === "logits" }),
      ...v,
    };
  }
  const { q, k } = source;
  const past = causal ? k.rows - q.rows : 0; // the last queries are the last keys'
  const rotated = (ref: ArrayRef, from: number): Float32Array | Float64Array => {
    const rows = readRows(ref);
    return rope === undefined ? rows : rotateRows(rows, ref.columns, { ...rope, from });
  };
  return { kind: "keys", d: q.columns, queries: rotated(q, past), keys: rotated(k, 0), ...v };
}
