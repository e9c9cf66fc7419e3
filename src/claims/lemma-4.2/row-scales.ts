import { frobeniusNorm, spectralNorm } from "../../attention/weights.js";
import { logitBound, paperRowScale, worstRowScale } from "../../bounds/lemma-4.2.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { inputBound } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { mapDraws } from "ncsparse-kit/claims/measure";
import { DELTA, DIMENSION, DRAWS, extremes, GRID, setupOf, type MatrixCell } from "./samples.js";

/** The three numbers that one might call R, beside the logits that they must bound; medians over draws. */
export interface RowScales {
  readonly cell: MatrixCell;
  /** B^2 ||W||_F, the paper's R as reconstructed; null for Gaussian input, which has no bound B. */
  readonly paper: number | null;
  /** max_i sigma_i. */
  readonly largest: number;
  /** B^2 sqrt(d) ||W||_2, the worst case over bounded input; null for Gaussian input. */
  readonly worst: number | null;
  /** max |z_ij| over i != j, divided by l(n^2, delta): the R that these draws would have needed. */
  readonly needed: number;
}

/** One record a cell of Lemma 4.2's grid with n = 256, where all inputs and weights meet. */
export function rowScales(context: Context): RowScales[] {
  return GRID.quick.filter(({ n }) => n === 256).map((cell) => scalesAt(cell, context));
}

function scalesAt(cell: MatrixCell, context: Context): RowScales {
  const { weights, input, inputScale } = setupOf(cell, context.seed);
  const { rowScale, inLargestScale } = extremes(cell, context, "claim");
  const bound = inputBound(input, inputScale);
  const level = logitBound.evaluate({ R: 1, n: cell.n, delta: DELTA });
  const needed = mapDraws(DRAWS, (draw) => (inLargestScale[draw]! * rowScale[draw]!) / level);
  const bounded = Number.isFinite(bound);
  return {
    cell,
    paper: bounded ? paperRowScale(bound, frobeniusNorm(weights)) : null,
    largest: quantileInterval(rowScale, 0.5).value,
    worst: bounded ? worstRowScale(bound, DIMENSION, spectralNorm(weights)) : null,
    needed: quantileInterval(needed, 1 - DELTA).value,
  };
}
