import { measureRows, randomWeights } from "../../attention/index.js";
import { drawInputs } from "../../kernels/index.js";
import { stream } from "ncsparse-kit/random";
import type { DrawPath } from "ncsparse-kit/claims/draw-set";
import { DIMENSION } from "./matrices.js";

/** Matrices behind a point of Figure 1, and evenly spread rows of each. */
const MATRICES = 4;
const ROWS = 64;

/**
 * The mean N_eps of rows of self-attention, Gaussian X and random W_Q, W_K at s = 1: for figures, which are drawn at once
 * and wait for no pool.
 *
 * @param path names the streams of X; W_Q and W_K have their own
 */
export function attentionCounts(
  path: DrawPath,
  request: { n: number; seed: number; thresholds: readonly number[] },
): number[] {
  const { n, seed, thresholds } = request;
  const counts = thresholds.map(() => 0);
  const inputs = new Float64Array(n * DIMENSION);
  for (let matrix = 0; matrix < MATRICES; matrix++) {
    const weights = randomWeights(stream(seed, "F1", "figure weights", n, matrix), DIMENSION);
    drawInputs(stream(seed, ...path, matrix), "gaussian", inputs, 1);
    // The first rows are as good as any: inputs are exchangeable.
    const queries = inputs.slice(0, ROWS * DIMENSION);
    const { above } = measureRows({ kind: "inputs", weights, inputs, queries }, { thresholds, windows: [] });
    above.forEach((count, i) => (counts[i % thresholds.length]! += count / (MATRICES * ROWS)));
  }
  return counts;
}
