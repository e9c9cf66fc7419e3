import { rowErrors } from "../attention/row-identities.js";
import { softmax } from "../attention/softmax.js";
import { DRAWN_UP_TO, RowSampler } from "../limit/index.js";
import { stream, type Stream } from "ncsparse-kit/random";
import { drawInputs } from "../kernels/index.js";
import type { MeasuredRow } from "./measured-row.js";
import { standardise } from "./standardise.js";

/** Rows drawn in all, at least: several for each measured one where those are few. */
const ROWS = 4096;

/** Mean errors over rows, for each window. */
export interface PredictedErrors {
  readonly tail: Float64Array;
  /** Mean of l2^2. */
  readonly l2Squares: Float64Array;
}

/** What one predicted row leaves at a window. */
interface Left {
  readonly tail: number;
  readonly l2: number;
}

/**
 * What the windows would leave out if each row's logits, but for the diagonal one, were i.i.d. normal: predicted rows have
 * the lengths, diagonal logits and scales of the measured ones.
 *
 * A measured scale is a sample's own standard deviation. Up to 1024 keys predicted rows are normal samples moved and
 * scaled to have exactly that one, and so have the law of a normal row given its scale (which by Basu's theorem tells
 * nothing of its shape): the prediction is unbiased. Beyond, rows are drawn at the scale of the unbiased variance.
 */
export function predictErrors(rows: readonly MeasuredRow[], windows: readonly number[], seed: number): PredictedErrors {
  const tail = new Float64Array(windows.length);
  const l2Squares = new Float64Array(windows.length);
  const draws = Math.ceil(ROWS / rows.length);
  const weight = 1 / (rows.length * draws);
  for (const [i, row] of rows.entries()) {
    const inside = windows.filter((k) => k < row.keys);
    const draw = row.keys <= DRAWN_UP_TO ? ownScale(row, inside) : sampled(row, inside);
    for (let j = 0; j < draws; j++) {
      draw(stream(seed, "predict", i, j)).forEach((left, w) => {
        tail[w]! += weight * left.tail;
        l2Squares[w]! += weight * left.l2 ** 2;
      });
    }
  }
  return { tail, l2Squares };
}

/** Rows whose logits, but for the diagonal one, have exactly the measured standard deviation. */
function ownScale({ keys, self, shape }: MeasuredRow, windows: readonly number[]): (source: Stream) => Left[] {
  const scale = shape.sigma;
  const logits = new Float64Array(keys);
  const others = self === undefined ? logits : logits.subarray(1);
  return (source) => {
    drawInputs(source, "gaussian", others);
    standardise(others, scale);
    if (self !== undefined) logits[0] = self; // above the others' mean, which is 0
    return rowErrors(softmax(logits).sort().reverse(), windows);
  };
}

function sampled({ keys, self, shape }: MeasuredRow, windows: readonly number[]): (source: Stream) => Left[] {
  const others = self === undefined ? keys : keys - 1;
  const sigma = shape.sigma * Math.sqrt(others / (others - 1));
  const sampler = new RowSampler({ n: keys, scale: { sigma }, windows, self: self !== undefined });
  return (source) =>
    sampler.sample(source, self).windows.map(({ lnTail, lnL2 }) => ({ tail: Math.exp(lnTail), l2: Math.exp(lnL2) }));
}
