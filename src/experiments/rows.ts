import { rowLogits } from "../attention/logits.js";
import type { MatrixSetup } from "./matrices.js";
import { drawInputs } from "../kernels/index.js";
import { stream, varianceProxy } from "ncsparse-kit/random";

/** One row of one drawn matrix: what an exact law about "one row" speaks of. */
export interface DrawnRow {
  readonly offDiagonal: Float64Array; // (n - 1): logits against the other inputs
  readonly self: number; // z_ii
  readonly scale: number; // sigma_i
}

/**
 * Visit one row of each of many independent matrices, so that the rows are independent too.
 *
 * @param path names the stream
 * @param draws how many matrices, one row each
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 */
export function forEachRow(
  seed: number,
  path: readonly (string | number)[],
  setup: MatrixSetup,
  draws: number,
  visit: (row: DrawnRow, draw: number) => void,
  signal?: AbortSignal,
): void {
  const { n, weights, input, inputScale } = setup;
  const { d } = weights;
  const x = new Float64Array(n * d);
  const tau = varianceProxy(input, inputScale);
  for (let draw = 0; draw < draws; draw++) {
    signal?.throwIfAborted();
    drawInputs(stream(seed, ...path, draw), input, x, inputScale);
    const { logits, rowNorm } = rowLogits(x.subarray(0, d), x, weights);
    visit({ offDiagonal: logits.subarray(1), self: logits[0]!, scale: tau * rowNorm }, draw);
  }
}
