import { diagonalDeviation } from "../../bounds/lemma-4.2.js";
import { frobeniusNorm, spectralNorm, symmetricPart } from "../../attention/weights.js";
import { chiSquareCdf, chiSquareTail, quantileInterval } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { countDraws } from "ncsparse-kit/claims/measure";
import {
  CONTROL_CELL,
  CONTROL_GRID,
  DELTA,
  DIMENSION,
  DRAWS,
  GAUSSIAN_GRID,
  extremes,
  setupOf,
  type MatrixCell,
} from "./samples.js";
import { FAILURE_RULE, GAUSSIAN_HYPOTHESES } from "./words.js";
import { diagonalChart } from "./figures.js";

/** `ours`: the diagonal logits around their mean tr W, all at once. */
export const diagonal: Claim = boundClaim({
  id: "L4.2-diagonal",
  item: "completes Lemma 4.2 (through Lemma B.8)",
  title: "Diagonal logits concentrate around tr W",
  provenance: "ours",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope: "Gaussian input of unit variance; $W_s = (W + W^\\top)/2$.",
  statement:
    "With probability at least $1-\\delta$, for all $i$ at once, $|z_{ii} - \\operatorname{tr} W| \\le 2\\lVert W_s\\rVert_F\\sqrt t + 2\\lVert W_s\\rVert_2\\, t$ with $t = \\ln(2n/\\delta)$.",
  bound: fromFormula("\\Delta", diagonalDeviation),
  ...FAILURE_RULE,
  reason: "Hanson–Wright in its explicit Gaussian form, and a union over $n$ rows.",
  useScale: "logit to logit, at the measured 90 % quantile",
  grid: GAUSSIAN_GRID,
  law: (cell, context) => boundAt(cell, context, cell.n),
  measure(cell, context, role, bound) {
    const { diagonalDeviation: deviation } = extremes(cell, context, role);
    return {
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => deviation[draw]! > bound),
      comparison: { measured: quantileInterval(deviation, 1 - DELTA), bound, trivial: null },
    };
  },
  caption:
    "How far the diagonal logits stray from $\\operatorname{tr} W = 8$: the 90 % quantile of the largest deviation, and its bound.",
  chart: diagonalChart,
  control: {
    statement: "One row’s level for all rows: the same with $t = \\ln(2/\\delta)$.",
    power: (context) => {
      const level = boundAt(CONTROL_CELL, { ...context, seed: 0 }, 1);
      const [above, below] = [DIMENSION + level * Math.sqrt(DIMENSION), DIMENSION - level * Math.sqrt(DIMENSION)];
      const oneRow = chiSquareTail(above, DIMENSION) + chiSquareCdf(below, DIMENSION);
      return {
        value: 1 - (1 - oneRow) ** CONTROL_CELL.n,
        how: "exact: $\\sqrt d\\, z_{ii}$ is chi-square with $d$ degrees of freedom when $W = I/\\sqrt d$, independent over rows",
      };
    },
    grid: CONTROL_GRID,
    law: (cell, context) => boundAt(cell, context, 1),
  },
});

/** The level of `rows` rows at once. */
function boundAt(cell: MatrixCell, context: Pick<Context, "seed">, rows: number): number {
  const symmetric = symmetricPart(setupOf(cell, context.seed).weights);
  return diagonalDeviation.evaluate({
    n: rows,
    delta: DELTA,
    frobenius: frobeniusNorm(symmetric),
    spectral: spectralNorm(symmetric),
  });
}
