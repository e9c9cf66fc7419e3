/**
 * Independent draws of whole attention matrices, and statistics of each: the unit behind every "all rows" claim.
 *
 * The draw is the matrix: rows of one matrix share keys and are not independent. Each draw has a stream of its own, named
 * by seed, setup and draw number, so neither the order nor the number of workers can change a digit.
 */
import { logitsBuffer, type Logits } from "../attention/logits.js";
import { MatrixLogits } from "../attention/matrix-logits.js";
import type { Weights } from "../attention/weights.js";
import { summariseRows, type RowSummaries } from "./row-summaries.js";
import { drawInputs } from "../kernels/index.js";
import { stream, varianceProxy, type InputModel } from "ncsparse-kit/random";

/** What a matrix is drawn from. */
export interface MatrixSetup {
  readonly n: number;
  readonly input: InputModel;
  /** The scale s of the input entries: N(0, s^2), or a bounded law of the same variance. */
  readonly inputScale: number;
  readonly weights: Weights;
  /**
   * By default self-attention, with its diagonal; or cross-attention: queries drawn apart from the keys, from the
   * stream (seed, ...path, draw, "queries"). There z_ii is an entry like any other, and `rows` leaves it out all the same.
   */
  readonly attention?: "self" | "cross";
}

/** One drawn matrix as statistics see it. */
export interface AttentionMatrix extends Logits {
  readonly setup: MatrixSetup;
  /** tau: the variance proxy's root of the input law, so sigma_i = tau * rowNorms[i]. */
  readonly tau: number;
  /** Summaries of the rows without their diagonal; computed when first asked for. */
  readonly rows: () => RowSummaries;
}

/** A number read off one matrix. */
export type MatrixStatistic = (matrix: AttentionMatrix) => number;

/**
 * Draw matrices and read statistics off each.
 *
 * @param path names the stream: independent for different paths
 * @param draws how many matrices
 * @param statistics name -> function; every function sees every matrix
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 * @returns name -> one value a draw, in draw order
 */
export function drawMatrices<Name extends string>(
  seed: number,
  path: readonly (string | number)[],
  setup: MatrixSetup,
  draws: number,
  statistics: Readonly<Record<Name, MatrixStatistic>>,
  signal?: AbortSignal,
): Record<Name, Float64Array> {
  const names = Object.keys(statistics) as Name[];
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(draws)])) as Record<
    Name,
    Float64Array
  >;
  forEachMatrix(
    seed,
    path,
    setup,
    draws,
    (matrix, draw) => {
      for (const name of names) columns[name][draw] = statistics[name](matrix);
    },
    signal,
  );
  return columns;
}

/**
 * Visit each drawn matrix; its arrays are reused for the next, so keep copies of what must last.
 *
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 */
export function forEachMatrix(
  seed: number,
  path: readonly (string | number)[],
  setup: MatrixSetup,
  draws: number,
  visit: (matrix: AttentionMatrix, draw: number) => void,
  signal?: AbortSignal,
): void {
  const { n, weights, input, inputScale, attention = "self" } = setup;
  const engine = new MatrixLogits(weights, logitsBuffer(n, weights.d));
  const x = new Float64Array(n * weights.d);
  const queries = attention === "cross" ? new Float64Array(n * weights.d) : x;
  const tau = varianceProxy(input, inputScale);
  for (let draw = 0; draw < draws; draw++) {
    signal?.throwIfAborted();
    drawInputs(stream(seed, ...path, draw), input, x, inputScale);
    if (attention === "cross") drawInputs(stream(seed, ...path, draw, "queries"), input, queries, inputScale);
    const logits = engine.of(queries, x);
    let summaries: RowSummaries | undefined;
    const rows = (): RowSummaries => (summaries ??= summariseRows(logits));
    visit({ n: logits.n, z: logits.z, rowNorms: logits.rowNorms, setup, tau, rows }, draw);
  }
}
