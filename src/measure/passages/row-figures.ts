/** What is read off one row of logits, and the row of normals that stands beside it. */
import { softmax } from "../../attention/softmax.js";
import type { Stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { massBudget } from "../model/budgets.js";
import { momentsOf, standardise } from "../standardise.js";

/** Keys of the window whose captured mass is told. */
export const WINDOW = 16;
/** The mass that a row may leave: its needed keys are the fewest that capture the rest. */
export const BUDGET = 0.1;

export interface RowFigures {
  /** sigma / sqrt(2 ln n): the row scale, the query's own key left out where it is among the keys. */
  readonly c: number;
  /** Captured by the `WINDOW` largest. */
  readonly mass: number;
  /** ln of the fewest keys that leave at most `BUDGET`. */
  readonly lnNeeded: number;
}

/** @param hasOwn whether the last of the logits is the query's own key */
export function rowFigures(logits: Float64Array, hasOwn: boolean): RowFigures {
  const sorted = softmax(logits).sort().reverse();
  return {
    c: rowMoments(logits, hasOwn).sigma / Math.sqrt(2 * Math.log(logits.length)),
    mass: Math.min(
      1,
      sorted.subarray(0, WINDOW).reduce((sum, p) => sum + p, 0),
    ),
    lnNeeded: Math.log(massBudget.keys({ sorted }, 1 / BUDGET)),
  };
}

/**
 * Independent normals in the place of a row's logits, with exactly the row's standard deviation; the query's own logit
 * stays where it is above the others' mean.
 *
 * @param hasOwn as in `rowFigures`
 */
export function gaussianRow(logits: Float64Array, hasOwn: boolean, source: Stream): Float64Array {
  const { mean, sigma, others } = rowMoments(logits, hasOwn);
  const row = new Float64Array(logits.length);
  const drawn = row.subarray(0, others.length);
  drawInputs(source, "gaussian", drawn);
  standardise(drawn, sigma);
  if (hasOwn) row[others.length] = logits[others.length]! - mean;
  return row;
}

interface RowMoments {
  readonly mean: number;
  readonly sigma: number;
  readonly others: Float64Array; // without the query's own
}

function rowMoments(logits: Float64Array, hasOwn: boolean): RowMoments {
  const others = hasOwn ? logits.subarray(0, logits.length - 1) : logits;
  const { mean, variance } = momentsOf(others);
  return { mean, sigma: Math.sqrt(variance), others };
}
