import type { RowQuestions, Weights } from "../../attention/index.js";
import type { Precision } from "../../kernels/index.js";
import type { InputModel } from "ncsparse-kit/random";

/**
 * Which rows of a matrix are measured: all, or this many, evenly spread over the matrix. Rows of one matrix share keys
 * and are not independent: the unit of an interval is the matrix.
 */
export type RowSelection = "all" | number;

/** Independent attention matrices, and what is asked of each of their rows. */
export interface MatrixPlan<Selection extends RowSelection = RowSelection> extends RowQuestions {
  /** Matrix m draws its inputs from the stream (seed, ...path, m), as `forEachMatrix` does. */
  readonly seed: number;
  readonly path: readonly (string | number)[];
  readonly matrices: number;
  readonly n: number;
  readonly input: InputModel;
  /** Standard deviation of an input entry. */
  readonly inputScale: number;
  /** Given, or drawn anew for each matrix from the stream (seed, ...path, m, "weights"). */
  readonly weights: Weights | RandomWeights;
  /**
   * Self-attention with its diagonal; the same with causal rows; or cross-attention: queries drawn apart from the keys,
   * from the stream (seed, ...path, m, "queries").
   */
  readonly attention: "self" | "causal" | "cross";
  readonly rows: Selection;
  /** Values V, for the output error: the inputs themselves, or none. */
  readonly values: "inputs" | "none";
  readonly precision: Precision;
}

/** W_Q W_K^T / sqrt(d) with independent entries N(0, scale / d): `randomWeights`. */
export interface RandomWeights {
  readonly label: "random";
  readonly d: number;
  readonly scale: number;
}

/** The rows that are measured, in increasing order: the middles of equal parts of the matrix where not all are. */
export function selectedRows(plan: MatrixPlan): Int32Array {
  const { n, rows } = plan;
  if (rows === "all") return Int32Array.from({ length: n }, (_, i) => i);
  if (!Number.isInteger(rows) || rows < 1 || rows > n) {
    throw new RangeError(`selectedRows: rows must be "all" or an integer in [1, ${n}], got ${rows}`);
  }
  return Int32Array.from({ length: rows }, (_, r) => Math.floor(((r + 0.5) * n) / rows));
}

/**
 * Rows that are added up together. Sums go from rows to atoms, and from atoms to matrices, in order: so the split of
 * atoms into blocks of work cannot change a digit.
 */
export const ATOM_ROWS = 256;

export function atomsPerMatrix(plan: MatrixPlan): number {
  return Math.ceil((plan.rows === "all" ? plan.n : plan.rows) / ATOM_ROWS);
}
