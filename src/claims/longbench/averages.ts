import { certain, exactDifferenceClaim, type Exact, type MeasuredDifference } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { exactly } from "ncsparse-kit/claims/intervals";
import { mean, ofCategory } from "./comparison.js";
import { CATEGORIES, hundredths, METHODS, TABLE_2, type Method } from "./table-2.js";
import { TABLE_HYPOTHESES, TABLE_SCOPE } from "./words.js";

type AverageCell = { readonly method: Method };

const CELLS: readonly AverageCell[] = METHODS.map((method) => ({ method }));

/** Half of the last printed digit: as far as rounding can move an average of the printed scores. */
const HALF_DIGIT = 0.005;

/** Do the averages that the table prints follow from the scores that it prints? */
export const averages: Claim = exactDifferenceClaim({
  id: "TB2-averages",
  aliases: ["TB2-categories"],
  item: "Table 2",
  title: "The table’s averages follow from its scores",
  provenance: "ours",
  hypotheses: TABLE_HYPOTHESES,
  scope: TABLE_SCOPE,
  statement: "Each printed average is the mean of the 16 printed scores of its row, to half a unit of its last digit.",
  tolerance: HALF_DIGIT,
  rule: "Printed minus recomputed average must lie within $\\pm 0.005$; both in whole hundredths, so that no rounding of ours enters.",
  reason: "A table’s last column should be the mean of its others.",
  grid: CELLS,
  measure: ({ method }) => printedMinus(method, mean(scoresOf(method))),
  caption:
    "Printed minus recomputed average of each row of the paper’s Table 2. All five lie within rounding; that of $k = 1024$, 30.435 printed as 30.43, on its very edge.",
  chart: (result) => differenceForest(result, "printed − recomputed average"),
  control: {
    statement: "The printed averages weight the six categories equally, rather than the 16 tasks.",
    power: certain("arithmetic on the printed scores, nothing is random"),
    grid: CELLS,
    measure: ({ method }) =>
      printedMinus(method, mean(CATEGORIES.map((category) => mean(ofCategory(scoresOf(method), category))))),
  },
});

function scoresOf(method: Method): number[] {
  return TABLE_2[method].scores.map(hundredths);
}

function printedMinus(method: Method, average: number): Exact<MeasuredDifference> {
  const value = (hundredths(TABLE_2[method].printedAverage) - average) / 100;
  return { difference: exactly(value) };
}
