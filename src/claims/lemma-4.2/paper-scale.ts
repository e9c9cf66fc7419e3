import { frobeniusNorm, rankOneWeights } from "../../attention/weights.js";
import { logitBound, paperRowScale } from "../../bounds/lemma-4.2.js";
import { unionQuantile } from "../../bounds/union-quantile.js";
import { quantileInterval } from "../../probability/index.js";
import { defineClaim, type Claim } from "../claim.js";
import { fromFormula } from "../display.js";
import { countDraws, mapDraws } from "../measure.js";
import { signProductExceeds } from "../power.js";
import { DELTA, DIMENSION, DRAWS, extremes, type MatrixCell } from "./samples.js";
import { FAILURE_RULE } from "./words.js";
import { failureForest } from "../charts.js";

const CELL: MatrixCell = { input: "rademacher", W: "v vᵀ", n: 256 };
const GRID = { quick: [CELL], full: [CELL] };

/** B^2 ||W||_F = 1: entries are signs, and v v^T with a unit v has Frobenius norm 1. */
const R_PAPER = paperRowScale(1, frobeniusNorm(rankOneWeights(DIMENSION)));

/** Definition 4.1's number, as reconstructed, in place of max_i sigma_i. */
export const paperScale: Claim = defineClaim({
  id: "L4.2-rpaper",
  item: "Definition 4.1 in Lemma 4.2, Part 1",
  restates: { label: "Lemma 4.2", relation: "read literally" },
  title: "The paper’s R is an rms size and may not stand for the maximum",
  provenance: "reconstructed",
  hypotheses: [
    "Entries of $X$ independent signs, so $B = 1$.",
    "$W = v v^\\top$ with $v = (1,\\dots,1)/\\sqrt d$, $d = 64$.",
  ],
  scope: "One counterexample is enough: a bounded input and rank-one weights.",
  statement:
    "With probability at least $1-\\delta$, for all $i \\ne j$, $|z_{ij}| \\le R_{\\text{paper}}\\,\\ell(n^2,\\delta)$ with $R_{\\text{paper}} = B^2 \\lVert W\\rVert_F = 1$.",
  bound: fromFormula("\\lambda", logitBound),
  rule: FAILURE_RULE,
  expected: {
    outcome: "violated",
    reason:
      "$B^2\\lVert W\\rVert_F$ is the root mean square of the row scales over inputs. Here $\\sigma_i = |v^\\top x_i|$ varies like a normal variable, and the logits are products of two of them. With $R = \\max_i\\sigma_i$ the same draws obey [Part 1](#L4.2-part1) (its cell of this input and $W$).",
  },
  useScale: null,
  grid: GRID,
  measure(cell, context) {
    const { inLargestScale, rowScale } = extremes(cell, context, "claim");
    const largest = mapDraws(DRAWS, (draw) => inLargestScale[draw]! * rowScale[draw]!);
    const level = logitBound.evaluate({ R: R_PAPER, n: cell.n, delta: DELTA });
    return {
      rule: "failure-rate",
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => largest[draw]! > level),
      comparison: { measured: quantileInterval(largest, 1 - DELTA), bound: level, trivial: null },
    };
  },
  figure: {
    caption: "Failing draws of the statement with $R_{\\text{paper}}$ against the allowed share $\\delta = 0.1$.",
    chart: failureForest,
  },
  control: {
    statement: "Falser still: $|z_{ij}| \\le R_{\\text{paper}}\\,\\ell(n,\\delta)$, a union over $n$ instead of $n^2$.",
    power: () => ({
      value: signProductExceeds(controlLevel(), CELL.n, DIMENSION),
      how: "exact enumeration: logits are products of independent sums of 64 signs over 64",
    }),
    grid: GRID,
    measure(cell, context) {
      const { inLargestScale, rowScale } = extremes(cell, context, "control");
      return {
        rule: "failure-rate",
        draws: DRAWS,
        failures: countDraws(DRAWS, (draw) => inLargestScale[draw]! * rowScale[draw]! > controlLevel()),
      };
    },
  },
});

function controlLevel(): number {
  return R_PAPER * unionQuantile.evaluate({ m: CELL.n, delta: DELTA });
}
