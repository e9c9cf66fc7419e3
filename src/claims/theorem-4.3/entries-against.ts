import { againstBound, mapDraws } from "ncsparse-kit/claims/measure";
import type { FailureCount } from "ncsparse-kit/claims/kinds";
import { DELTA, type CellSample } from "./samples.js";

/** The largest entries that a window of k drops, one a draw, against a bound that depends on the draw's row scale. */
export function entriesAgainst(
  { lnEntry, rowScale }: CellSample,
  k: number,
  lnEps: (rowScale: number) => number,
): FailureCount {
  const lnBound = mapDraws(rowScale.length, (draw) => lnEps(rowScale[draw]!));
  return againstBound({ lnValue: lnEntry, lnBound, delta: DELTA, trivial: 1 / (k + 1), at: { R: rowScale } });
}
