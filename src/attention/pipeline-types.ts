/**
 * The row pipeline's types: where rows of logits come from, what is asked of each row, and the answers.
 *
 * | paper / theory | here |
 * | --- | --- |
 * | z_ij | logit of query i and key j |
 * | D_ii | exp(lnSum) |
 * | N_eps | above |
 * | m_k, 1 - m_k | mass, tail |
 * | p_(1), p_(k+1) | largest, next |
 * | norm_2(W^T x_i) = sigma_i / tau | queryNorm |
 */
import type { Weights } from "./weights.js";

/** Rows of numbers, (rows, columns), row-major. */
export type Rows = Float64Array | Float32Array;

/** Values V of an attention layer; with them the output error is measured. */
export interface Values {
  readonly d: number;
  readonly entries: Rows; // (keys, d)
}

/** Logits that are already there. */
export interface LogitSource {
  readonly kind: "logits";
  /** Entries in a row. */
  readonly keys: number;
  readonly logits: Rows; // (rows, keys)
  /** Row i holds the logits of the keys 0..past + i; what lies behind is not read. */
  readonly causal?: boolean;
  /** Keys before the first query's own, as in decoding; 0 by default. */
  readonly past?: number;
  readonly values?: Values;
}

/** Queries and keys: z_ij = scale q_i . k_j. */
export interface KeySource {
  readonly kind: "keys";
  readonly d: number;
  readonly queries: Rows; // (rows, d)
  readonly keys: Rows; // (keys, d)
  /** Factor on the products, 1 by default; 1/sqrt(d) in Definition 3.1. */
  readonly scale?: number;
  /** Query i sees keys 0..past + i only. */
  readonly causal?: boolean;
  /** Keys before the first query's own, as in decoding; 0 by default. */
  readonly past?: number;
  readonly values?: Values;
}

/** Inputs and weights: z_ij = x_i^T W x_j, or with other inputs as queries y_i^T W x_j. */
export interface InputSource {
  readonly kind: "inputs";
  readonly weights: Weights;
  readonly inputs: Rows; // (keys, d)
  /** Inputs of the queries; the keys' own by default: self-attention, with its diagonal. */
  readonly queries?: Rows; // (rows, d)
  readonly causal?: boolean;
  readonly values?: Values;
}

/** The row law: row i holds independent N(0, sigma^2) logits, drawn from the stream (seed, ...path, i). */
export interface LawSource {
  readonly kind: "law";
  readonly keys: number;
  readonly rows: number;
  readonly sigma: number;
  readonly seed: number;
  readonly path: readonly (string | number)[];
}

export type RowSource = LogitSource | KeySource | InputSource | LawSource;

/** What is asked of every row. */
export interface RowQuestions {
  /** eps >= 0, any order: how many entries exceed each. */
  readonly thresholds: readonly number[];
  /** Windows k, integers in [1, keys], any order. In a causal row of fewer than k entries, k is the whole row. */
  readonly windows: readonly number[];
  /** Whether the moments of each row's logits are asked for, and whether row i has a diagonal: the logit of key past + i. */
  readonly moments?: { readonly diagonal: boolean };
}

/** The answers, row by row. Probabilities and their sums keep full relative precision down to the cut-off. */
export interface RowStatistics extends RowQuestions {
  readonly rows: number;
  readonly lnSum: Float64Array; // (rows): ln of the normaliser
  readonly largest: Float64Array; // (rows): p_(1)
  readonly participation: Float64Array; // (rows): 1 / sum p^2
  readonly entropy: Float64Array; // (rows): -sum p ln p, in nats
  readonly above: Float64Array; // (rows, thresholds): entries > eps
  readonly mass: Float64Array; // (rows, windows): captured mass m
  readonly tail: Float64Array; // (rows, windows): 1 - m, the total variation
  readonly l1: Float64Array; // (rows, windows): 2 (1 - m)
  readonly l2: Float64Array; // (rows, windows)
  readonly linf: Float64Array; // (rows, windows): largest entry of |p_k - p|
  readonly kl: Float64Array; // (rows, windows): KL(p_k || p), in nats
  readonly next: Float64Array; // (rows, windows): p_(k+1), 0 if there is none
  /**
   * (rows): || y_i || of the query that multiplies the keys, so that z_ij = y_i . k_j: || W^T x_i || of inputs and weights,
   * || scale q_i || of queries and keys; absent where logits are given or drawn. Times the proxy tau of a key's entries
   * (`varianceProxy`) it is the row scale sigma_i; its maximum over all rows, times tau, is R.
   */
  readonly queryNorm?: Float64Array;
  /** Where values are given. */
  readonly output?: OutputErrors;
  /** Where they are asked for. */
  readonly logits?: LogitMoments;
}

/** Moments of each row's logits but for its diagonal: NaN where no logit is left. */
export interface LogitMoments {
  readonly mean: Float64Array; // (rows)
  /** Standard deviation (over n, not n - 1): the row scale sigma_i. */
  readonly sigma: Float64Array; // (rows)
  readonly skewness: Float64Array; // (rows): 0 for a normal law; NaN where all logits are equal
  readonly excessKurtosis: Float64Array; // (rows): likewise
  readonly diagonal: Float64Array; // (rows): z_ii; NaN where there is none
}

/** Errors of the rows' outputs p V. */
export interface OutputErrors {
  readonly norm: Float64Array; // (rows): || p V ||
  readonly error: Float64Array; // (rows, windows): || (p_k - p) V ||
}

/** Empty answers to fill. */
export function rowStatistics(
  rows: number,
  questions: RowQuestions,
  { withQueries, withOutput }: { withQueries: boolean; withOutput: boolean },
): RowStatistics {
  const { thresholds, windows, moments } = questions;
  const perRow = (): Float64Array => new Float64Array(rows);
  const perWindow = (): Float64Array => new Float64Array(rows * windows.length);
  return {
    rows,
    thresholds,
    windows,
    ...(moments === undefined ? {} : { moments }),
    lnSum: perRow(),
    largest: perRow(),
    participation: perRow(),
    entropy: perRow(),
    above: new Float64Array(rows * thresholds.length),
    mass: perWindow(),
    tail: perWindow(),
    l1: perWindow(),
    l2: perWindow(),
    linf: perWindow(),
    kl: perWindow(),
    next: perWindow(),
    ...(withQueries ? { queryNorm: perRow() } : {}),
    ...(withOutput ? { output: { norm: perRow(), error: perWindow() } } : {}),
    ...(moments === undefined ? {} : { logits: logitMoments(rows) }),
  };
}

function logitMoments(rows: number): LogitMoments {
  const perRow = (): Float64Array => new Float64Array(rows);
  return { mean: perRow(), sigma: perRow(), skewness: perRow(), excessKurtosis: perRow(), diagonal: perRow() };
}
