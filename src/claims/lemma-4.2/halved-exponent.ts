import { unionQuantile } from "../../bounds/union-quantile.js";
import { countDraws } from "ncsparse-kit/claims/measure";
import { ownScaleExceeds } from "ncsparse-kit/claims/power";
import { CONTROL_CELL, CONTROL_GRID, DELTA, DRAWS, extremes, type MatrixCell } from "./samples.js";
import type { FailureCount, OwnControl } from "ncsparse-kit/claims/kinds";

/** l(n^2, delta) without the 2 under its root, at the control's n. */
const LEVEL = unionQuantile.evaluate({ m: CONTROL_CELL.n ** 2, delta: DELTA }) / Math.SQRT2;

/**
 * The control of Parts 1 and 2: the exponent of a normal tail halved away, e^(-t^2) for e^(-t^2 / 2). In logits or in
 * entries, it is the same event.
 *
 * @param statement as the part words it
 */
export function noTwoControl(statement: string): OwnControl<MatrixCell, FailureCount> {
  return {
    statement,
    power: () => ownScaleExceeds(LEVEL, CONTROL_CELL.n, CONTROL_CELL.d),
    how: "half of the inputs as queries, half as keys: independent over keys given the queries, Bonferroni’s inequality over the queries of a key",
    grid: CONTROL_GRID,
    measure(cell, context, role) {
      const { inOwnScale } = extremes(cell, context, role);
      return { draws: DRAWS, failures: countDraws(DRAWS, (draw) => inOwnScale[draw]! > LEVEL) };
    },
  };
}
