import { rowErrors } from "../attention/row-identities.js";
import { softmax } from "../attention/softmax.js";
import type { RowErrors } from "../attention/sparse-row.js";
import { headLogits, type Head } from "./attention-rows.js";
import { logitShape, type LogitShape } from "./logit-shape.js";
import { rowOf, type Matrix } from "./matrix.js";

/** What is measured on one row. */
export interface MeasuredRow {
  /** Keys that the query sees. */
  readonly keys: number;
  /** Of the logits without the diagonal. */
  readonly shape: LogitShape;
  /** z_ii - mean, the diagonal logit above the others' mean; undefined where queries are not keys. */
  readonly self: number | undefined;
  /** Probabilities in decreasing order. */
  readonly sorted: Float64Array;
  /** For each window; a window of `keys` or more keeps everything. */
  readonly errors: readonly RowErrors[];
  /** ||(p_k - p) V||^2 for each window, and ||p V||^2; zeros without V. */
  readonly outputErrors: Float64Array;
  readonly output: number;
}

/** @param windows increasing */
export function measureRow(head: Head, v: Matrix | undefined, i: number, windows: readonly number[]): MeasuredRow {
  const logits = headLogits(head, i);
  const keys = logits.length;
  const others = head.self ? logits.filter((_, j) => j !== i) : logits.slice();
  const shape = logitShape(others.sort().reverse());
  const p = softmax(logits);
  const order = Uint32Array.from(p, (_, j) => j).sort((a, b) => p[b]! - p[a]! || a - b);
  const sorted = Float64Array.from(order, (j) => p[j]!);
  const cuts = windows.map((k) => Math.min(k, keys));
  const errors = rowErrors(sorted, cuts);
  const outputs = v === undefined ? undefined : outputSquares(p, order, v, cuts, errors);
  return {
    keys,
    shape,
    self: head.self ? logits[i]! - shape.mean : undefined,
    sorted,
    errors,
    outputErrors: outputs?.errors ?? new Float64Array(cuts.length),
    output: outputs?.output ?? 0,
  };
}

/** ||(p_k - p) V||^2 = ||(1/m - 1) head - tail||^2, head and tail the p-weighted sums of V inside and outside the window. */
function outputSquares(
  p: Float64Array,
  order: Uint32Array,
  v: Matrix,
  cuts: readonly number[],
  errors: readonly RowErrors[],
): { errors: Float64Array; output: number } {
  const ends = [...cuts, order.length];
  // parts[s]: sum of p_j v_j over the ranks from cut s - 1 up to cut s
  const parts = ends.map((end, s) => weightedSum(p, order, v, s === 0 ? 0 : ends[s - 1]!, end));
  const squares = Float64Array.from(cuts, (_, s) => {
    const head = total(parts.slice(0, s + 1), v.columns);
    const tail = total(parts.slice(s + 1), v.columns);
    const odds = errors[s]!.tail / errors[s]!.mass;
    return squareNorm(head.map((x, b) => odds * x - tail[b]!));
  });
  return { errors: squares, output: squareNorm(total(parts, v.columns)) };
}

function weightedSum(p: Float64Array, order: Uint32Array, v: Matrix, from: number, to: number): Float64Array {
  const sum = new Float64Array(v.columns);
  for (let rank = from; rank < to; rank++) {
    const j = order[rank]!;
    const values = rowOf(v, j);
    for (let b = 0; b < v.columns; b++) sum[b]! += p[j]! * values[b]!;
  }
  return sum;
}

/** Summed from the last part on: the smallest weights first. */
function total(parts: readonly Float64Array[], columns: number): Float64Array {
  const sum = new Float64Array(columns);
  for (let s = parts.length - 1; s >= 0; s--) {
    for (let b = 0; b < columns; b++) sum[b]! += parts[s]![b]!;
  }
  return sum;
}

function squareNorm(vector: Float64Array): number {
  return vector.reduce((sum, x) => sum + x * x, 0);
}
