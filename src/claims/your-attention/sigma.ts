import { exampleHead, type Matrix } from "../../measure/index.js";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";
import { scaleChart } from "./figures.js";
import { fiveNumbers, quadraticForms, type Forms } from "./forms.js";
import { BUDGET, measuredHead, type ArrayName } from "./measured.js";

type SigmaCell = { readonly arrays: ArrayName };

const CELLS: readonly SigmaCell[] = [{ arrays: "gaussian" }, { arrays: "structured" }];
const CONTROL: readonly SigmaCell[] = [{ arrays: "structured" }];

/** `ours`: the row scale of arrays whose law is not known. */
export const sigmaDefinition: Claim = inequalityClaim({
  id: "YA-sigma",
  item: "Definition 4.1, read on given arrays",
  title: "The row scale of given arrays is the scale of their logits",
  provenance: "ours",
  hypotheses: ["Arrays $Q$, $K$ as a reader brings them; no law is assumed."],
  scope: "Any $Q$, $K$ with finite entries; cross-attention, so that no diagonal is left out.",
  statement:
    "The $\\sigma_i$ that `measure` reports, the standard deviation of a row’s logits, is the size of the query in the metric of the keys’ covariance $\\Sigma_K$. Where keys have covariance $I$ it is $\\lVert q_i\\rVert/\\sqrt d$, the $\\lVert W^\\top x_i\\rVert$ of Definition 4.1.",
  bound: fromFunction("measureAttention", "\\sigma_i^2 = \\frac{1}{d}\\,q_i^\\top \\Sigma_K\\, q_i"),
  rule: "The five numbers that `measure` reports of $\\sigma_i$ over the rows, against those of the quadratic form: the largest difference of logarithms must not exceed the rounding of both sums.",
  reason: "The variance of $q_i\\cdot k_j$ over $j$ is a quadratic form in $q_i$.",
  grid: CELLS,
  measure: ({ arrays }, context) => compare(arrays, context, (q, k) => quadraticForms(q, k)),
  caption:
    "The row scales of the two example heads: least, quartiles, median and largest of $\\sigma_i$ over the 256 rows, as reported (points) and by the quadratic form (line).",
  chart: (_, context) => scaleChart(context),
  control: {
    statement: "The keys’ covariance need not be known: $\\sigma_i = \\lVert q_i\\rVert/\\sqrt d$ for any keys.",
    power: certain("nothing is random, and the keys of the structured arrays lie around eight directions"),
    grid: CONTROL,
    measure: ({ arrays }, context) =>
      compare(arrays, context, (q) => ({
        sigmas: rowNorms(q).map((norm) => norm / Math.sqrt(q.columns)),
        condition: 1,
      })),
  },
});

function compare(arrays: ArrayName, context: Context, formsOf: (q: Matrix, k: Matrix) => Forms): MeasuredExcess {
  const { q, k } = exampleHead(arrays);
  const { sigmas, condition } = formsOf(q, k);
  const expected = fiveNumbers(sigmas);
  const { least, lower, median, upper, most } = measuredHead(arrays, BUDGET, context).sigma;
  const excess = [least, lower, median, upper, most].reduce(
    (largest, sigma, i) => Math.max(largest, Math.abs(Math.log(sigma / expected[i]!))),
    0,
  );
  // Sums of n and of d terms on either side, the squares halved by the root.
  return { excess, roundingBound: condition * (k.rows + q.columns) * ULP };
}

function rowNorms({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    Math.sqrt(data.subarray(i * columns, (i + 1) * columns).reduce((sum, x) => sum + x * x, 0)),
  );
}
