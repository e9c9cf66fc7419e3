import { unionQuantile } from "../../bounds/union-quantile.js";
import { normalCdf } from "../../probability/index.js";
import type { ClaimDefinition } from "../claim.js";
import { countDraws } from "../measure.js";
import { CONTROL_CELL, CONTROL_GRID, DELTA, DRAWS, extremes, type MatrixCell } from "./samples.js";

/** l(1, delta): the level of a single pair, which the control claims for all pairs. */
const SINGLE_PAIR = unionQuantile.evaluate({ m: 1, delta: DELTA });

/**
 * The control of Parts 1 and 2: no union bound. In logits or in entries, it is the same event.
 *
 * @param statement as the part words it
 */
export function singlePairControl(statement: string): ClaimDefinition<MatrixCell>["control"] {
  return {
    statement,
    power: () => ({
      value: 1 - (2 * normalCdf(SINGLE_PAIR) - 1) ** (CONTROL_CELL.n - 1),
      how: "row 1 alone leaves the level with this probability, by the exact law of a Gaussian row's maximum",
    }),
    grid: CONTROL_GRID,
    measure(cell, context) {
      const { inOwnScale } = extremes(cell, context, "control");
      return {
        rule: "failure-rate",
        draws: DRAWS,
        failures: countDraws(DRAWS, (draw) => inOwnScale[draw]! > SINGLE_PAIR),
      };
    },
  };
}
