/** Deterministic inequalities about a row and its window, tried on rows of independent normal logits. */
import { rowErrors, type RowErrors } from "../attention/index.js";
import { softmax } from "../attention/softmax.js";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../kernels/index.js";
import type { MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Context } from "ncsparse-kit/claims/claim";
import { ULP } from "ncsparse-kit/claims/rounding";

/** Rows of n logits N(0, sigma^2), and a window of k entries. */
export type RowCell = { readonly n: number; readonly k: number; readonly sigma: number };

const ROWS = 200;

/** ln left - ln right, of a window's errors and its row's largest entry. */
export type RowGap = (errors: RowErrors, largest: number) => number;

/**
 * The largest excess, ln left - ln right, over some rows, with what rounding alone can make of it.
 *
 * @param path names the stream, beside the cell
 */
export function worstRow(
  { n, k, sigma }: RowCell,
  context: Context,
  path: readonly string[],
  excess: RowGap,
): MeasuredExcess {
  const source = stream(context.seed, ...path, n, k, sigma);
  const logits = new Float64Array(n);
  let worst = -Infinity;
  for (let draw = 0; draw < ROWS; draw++) {
    drawInputs(source, "gaussian", logits, sigma);
    const sorted = softmax(logits).sort().reverse();
    const [errors] = rowErrors(sorted, [k]);
    worst = Math.max(worst, excess(errors!, sorted[0]!));
  }
  // Sums of n terms, at most eight of them in a comparison.
  return { draws: ROWS, excess: worst, roundingBound: 8 * (n + 8) * ULP };
}
