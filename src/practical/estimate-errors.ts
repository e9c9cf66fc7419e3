import { firstMeasured } from "./compare.js";
import type { Estimate } from "./estimators/estimator.js";
import { attentionRow, type Head } from "./head.js";
import type { HeadOutput } from "./kept-errors.js";

/** How far an estimate is off, over the measured rows. */
export interface EstimateErrors {
  /** ||O' - P V||_F / ||P V||_F. */
  readonly output: number;
  /** Mean total variation of its rows from the exact ones; undefined where they are no distribution. */
  readonly variation: number | undefined;
}

/** Errors of an estimate of a head's output, over the rows that `compareMethods` measures. */
export function estimateErrors(head: Head, exact: HeadOutput, estimate: Estimate): EstimateErrors {
  const { width, output } = exact;
  let [errors, squares] = [0, 0];
  for (let at = firstMeasured(head) * width; at < output.length; at++) {
    errors += (estimate.output[at]! - output[at]!) ** 2;
    squares += output[at]! ** 2;
  }
  return { output: Math.sqrt(errors / squares), variation: estimate.row && meanVariation(head, estimate.row) };
}

function meanVariation(head: Head, row: NonNullable<Estimate["row"]>): number {
  const { n } = head;
  const first = firstMeasured(head);
  const weights = new Float64Array(n);
  let sum = 0;
  for (let i = first; i < n; i++) {
    row(i, weights);
    const p = attentionRow(head, i);
    for (let j = 0; j < p.length; j++) sum += Math.abs(weights[j]! - p[j]!) / 2;
  }
  return sum / (n - first);
}
