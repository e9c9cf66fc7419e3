import { rowsOf, widenedBy, type Made } from "../limit-law/window-rows.js";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Interval } from "ncsparse-kit/claims/result";

/** Rows of a claim's cell. */
export const ROWS = 400;

/**
 * The mean mass that a window leaves out, 1 - m_k, of independent rows of i.i.d. N(0, sigma^2) logits: sampled, and then
 * wider by the error that the samples state, or drawn logit by logit.
 */
export function meanTail(
  { n, sigma, k, made }: { n: number; sigma: number; k: number; made: Made | undefined },
  context: Context,
  path: readonly (string | number)[],
): Interval {
  const rows = rowsOf(made, { n, sigma, k, rows: ROWS }, context, [...path, sigma], ROWS);
  return widenedBy(meanInterval(rows.lnTail.map(Math.exp)), rows.error);
}
