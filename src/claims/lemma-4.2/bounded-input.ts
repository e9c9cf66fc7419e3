import { diagonalNorm, frobeniusNorm, hollowPart, spectralNorm, trace } from "../../attention/weights.js";
import { everyBoundedLogitBound } from "../../bounds/lemma-4.2.js";
import { inputBound } from "ncsparse-kit/random";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { compareLn, countDraws, mapDraws } from "ncsparse-kit/claims/measure";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { ULP } from "ncsparse-kit/claims/rounding";
import { largestLogit } from "./every-logit.js";
import { BOUNDED_GRID, DELTA, DIMENSION, DRAWS, extremes, matrixCell, setupOf, type MatrixCell } from "./samples.js";
import { FAILURE_RULE, LOGIT_SCALE } from "./words.js";

const CONTROL: MatrixCell = matrixCell("uniform", "I/√d", 256);

/** Either side of an attained bound is a sum of d products. */
const ROUNDING = 4 * DIMENSION * ULP;

/** Pr[Y > 0] >= (E Y^2)^2 / (4 E Y^4) for a centred Y (Hoelder's inequality twice), and the kurtosis is below 3. */
const ABOVE_MEAN = 1 / 12;

/** `ours`: every logit, diagonal included, where the input is bounded. */
export const everyBoundedLogit: Claim = boundClaim({
  id: "L4.2-bounded",
  item: "Lemma 4.2, Part 1 (= D.3, D.4), bounded input",
  restates: { label: "Lemma 4.2", relation: "corrected" },
  title: "Every logit of a bounded input, diagonal included",
  provenance: "ours",
  hypotheses: [
    "Entries of $X$ independent, bounded, mean 0, unit variance and variance proxy 1: signs ($w = 0$) or uniform ($w = B^2 = 3$), where $w$ is the length of the interval that $x_a^2$ stays in.",
    "$W$ fixed before $X$ is drawn; $W_o$ is its symmetric part without the diagonal.",
  ],
  scope:
    "Every $n$ and $W$. For signs under $W = I/\\sqrt d$ the diagonal’s term is $\\operatorname{tr} W$ itself, which every draw attains.",
  statement:
    "With probability at least $1-\\delta$, for **all** $i, j$ at once, $|z_{ij}| \\le \\lambda''$: the larger of the off-diagonal level at $\\delta/2$ and the diagonal’s mean plus its deviation at $\\delta/2$.",
  bound: fromFormula("\\lambda''", everyBoundedLogitBound),
  ...FAILURE_RULE,
  reason:
    "$z_{ii} = \\sum_a W_{aa}x_a^2 + x_i^\\top W_o x_i$. The squares obey Hoeffding’s inequality. In the second form each entry appears linearly given the others, so that proxy 1 makes its exponential moment at most the Gaussian one, and Hanson–Wright’s Gaussian constants carry over ([B.8-proxy](#B.8-proxy)).",
  useScale: LOGIT_SCALE,
  grid: BOUNDED_GRID,
  law: widthOfSquares,
  measure(cell, context, role, w) {
    const columns = extremes(cell, context, role);
    const { rowScale } = columns;
    const lnBound = levels(cell, context, rowScale, w).map(Math.log);
    const lnValue = mapDraws(DRAWS, (draw) => Math.log(largestLogit(columns, draw)));
    return {
      draws: DRAWS,
      // An attained bound is a sum of 64 products and may be off by some roundings.
      failures: countDraws(DRAWS, (draw) => lnValue[draw]! > lnBound[draw]! + ROUNDING),
      comparison: compareLn({
        lnValue,
        lnBound,
        quantile: 1 - DELTA,
        side: "upper",
        trivial: null,
        at: { R: rowScale },
      }),
    };
  },
  caption:
    "The largest of all logits, diagonal included, and $\\lambda''$ at the median $R$, for signs and uniform input under three weights.",
  chart: boundedChart,
  control: {
    statement:
      "As if the squares were constant, $w = 0$, which is so for signs only: the same level for uniform input, $W = I/\\sqrt d$.",
    power: () => 1 - (1 - ABOVE_MEAN) ** CONTROL.n,
    how: "$\\max_i z_{ii} = \\sqrt d\\,R^2$ exceeds the level if and only if it exceeds its mean $\\sqrt d$; a row does so with probability at least $1/12$, by its first, second and fourth moments (kurtosis below 3), independently of the others",
    grid: CONTROL,
    law: () => 0,
  },
});

/** The length of the interval that x^2 stays in: 0 for signs, B^2 for the uniform law. */
function widthOfSquares({ input }: MatrixCell): number {
  return input === "rademacher" ? 0 : inputBound(input) ** 2;
}

/** The level at each draw's R. */
function levels(cell: MatrixCell, context: Context, rowScale: Float64Array, w: number): Float64Array {
  const { weights } = setupOf(cell, context.seed);
  const hollow = hollowPart(weights);
  const norms = {
    trW: trace(weights),
    diagonal: diagonalNorm(weights),
    hollowFrobenius: frobeniusNorm(hollow),
    hollowSpectral: spectralNorm(hollow),
  };
  return rowScale.map((R) => everyBoundedLogitBound.evaluate({ R, n: cell.n, delta: DELTA, w, ...norms }));
}

function boundedChart({ cells }: ClaimResult): ChartSpec {
  const place = (index: number): number => index + 1;
  return boundChart({
    series: [
      { kind: "bound", label: "bound", points: cells.map((c, i) => ({ x: place(i), y: c.bound! })) },
      {
        kind: "measured",
        label: "measured",
        points: cells.map((c, i) => ({
          x: place(i),
          y: c.measured!.value,
          low: c.measured!.low,
          high: c.measured!.high,
        })),
      },
    ],
    x: { title: "cell of the table", domain: [0.5, cells.length + 0.5] },
    y: { title: "largest $|z_{ij}|$, diagonal included", scale: "log" },
    height: 220,
    description: `Largest logit of bounded inputs and its bound in ${cells.length} settings: ${cells.map((c) => `${c.measured!.value.toPrecision(3)} of ${c.bound!.toPrecision(3)}`).join(", ")}.`,
  });
}
