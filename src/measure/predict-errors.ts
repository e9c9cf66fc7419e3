import { RowSampler } from "../limit/index.js";
import { stream } from "../random/index.js";
import type { MeasuredRow } from "./measured-row.js";

/** Rows drawn in all, at least: several for each measured one where those are few. */
const ROWS = 1024;

/** Mean errors over rows, for each window. */
export interface PredictedErrors {
  readonly tail: Float64Array;
  /** Mean of l2^2. */
  readonly l2Squares: Float64Array;
}

/**
 * What the windows would leave out if each row's logits, but for the diagonal one, were i.i.d. normal of the measured
 * scale: sampled rows of the same lengths and scales, with the measured diagonal logits.
 */
export function predictErrors(rows: readonly MeasuredRow[], windows: readonly number[], seed: number): PredictedErrors {
  const tail = new Float64Array(windows.length);
  const l2Squares = new Float64Array(windows.length);
  const draws = Math.ceil(ROWS / rows.length);
  const weight = 1 / (rows.length * draws);
  for (const [i, row] of rows.entries()) {
    const inside = windows.filter((k) => k < row.keys);
    const self = row.self !== undefined && row.keys > 2;
    const sampler = new RowSampler({ n: row.keys, scale: { sigma: row.shape.sigma }, windows: inside, self });
    for (let draw = 0; draw < draws; draw++) {
      const sample = sampler.sample(stream(seed, "predict", i, draw), self ? row.self : undefined);
      sample.windows.forEach(({ lnTail, lnL2 }, w) => {
        tail[w]! += weight * Math.exp(lnTail);
        l2Squares[w]! += weight * Math.exp(2 * lnL2);
      });
    }
  }
  return { tail, l2Squares };
}
