import { RowSampler } from "../limit/index.js";
import { stream } from "../random/index.js";
import type { MeasuredRow } from "./measured-row.js";

/** Rows for which the law is sampled, and how often each. */
const ROWS = 256;
const DRAWS = 4;

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
  const count = Math.min(ROWS, rows.length);
  for (let i = 0; i < count; i++) {
    const row = rows[Math.floor(((i + 0.5) * rows.length) / count)]!;
    const inside = windows.filter((k) => k < row.keys);
    const self = row.self !== undefined && row.keys > 2;
    const sampler = new RowSampler({ n: row.keys, scale: { sigma: row.shape.sigma }, windows: inside, self });
    for (let draw = 0; draw < DRAWS; draw++) {
      const sample = sampler.sample(stream(seed, "predict", i, draw), self ? row.self : undefined);
      sample.windows.forEach(({ lnTail, lnL2 }, w) => {
        tail[w]! += Math.exp(lnTail) / (count * DRAWS);
        l2Squares[w]! += Math.exp(2 * lnL2) / (count * DRAWS);
      });
    }
  }
  return { tail, l2Squares };
}
