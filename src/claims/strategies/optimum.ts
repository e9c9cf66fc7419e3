/** The best windows at equal cost, learnt on one half of the replicates and judged on the other. */
import {
  keptEntries,
  meanErrors,
  optimalWindows,
  strategyErrors,
  weightsOf,
  type ErrorCurve,
  type Weighting,
} from "../../experiments/index.js";
import { LEVEL } from "ncsparse-kit/probability";
import { trendClaim, type MeasuredTrend } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { relative, type MapPoint } from "./compare.js";
import { errorAtEqualLogits } from "./equal-logits.js";
import { rowErrorAtEqualLogits } from "../../bounds/equal-logits.js";
import { CONSTANT, CONTROL_SCALE, curvesOf, LENGTHS, type Norm } from "./samples.js";
import { controlPower, INPUT_HYPOTHESES, SCOPE, signRule } from "./words.js";

type OptimalCell = { readonly norm: Norm; readonly weighting: Weighting; readonly sigma: number };

const GRID: readonly OptimalCell[] = [
  ...(["total variation", "row l2"] as const).flatMap((norm) =>
    [0.25, 1, 4].map((sigma) => ({ norm, weighting: "lengths" as const, sigma })),
  ),
  { norm: "total variation", weighting: "rows", sigma: 1 },
  { norm: "row l2", weighting: "rows", sigma: 4 },
];
const CONTROL: readonly OptimalCell[] = [{ norm: "row l2", weighting: "rows", sigma: CONTROL_SCALE }];

const BUDGET = keptEntries(
  LENGTHS,
  LENGTHS.map(() => CONSTANT),
);

/** The optimal windows for the mean errors of the first half of the replicates. */
export function learnt(curves: readonly ErrorCurve[], weighting: Weighting): Float64Array {
  const weights = weightsOf(weighting, LENGTHS);
  return optimalWindows(
    curves.map((curve, i) => ({
      n: curve.n,
      windows: curve.windows,
      errors: meanErrors(curve, 0, Math.floor(curve.matrices / 2)),
      weight: weights[i]!,
    })),
    BUDGET,
  );
}

export const optimal: Claim = trendClaim({
  id: "P7.2-optimal",
  item: "Proposition 7.2 at equal cost; Future Direction 2",
  title: "Windows that are fitted to the errors beat the constant window",
  provenance: "ours",
  hypotheses: INPUT_HYPOTHESES,
  scope: `${SCOPE} Cross-attention. The optimum is found on one half of the replicates and judged on the other, so that it is not judged on what it was fitted to.`,
  statement:
    "The windows that minimise the mean error at equal cost (convex envelope of each length's error curve, one Lagrange multiplier for all) have a smaller error than the constant window, on draws that they were not fitted to.",
  bound: fromFunction(
    "optimalWindows",
    "\\min_{k}\\ \\sum_n w_n\\,\\mathrm{err}_n(k_n)\\quad\\text{subject to}\\quad \\sum_n n\\,k_n = k_0\\sum_n n",
  ),
  ...signRule("positive", "1 − error at the fitted windows over the error at $k_0$, second half of the replicates,"),
  reason:
    "Away from equal logits with rows weighted equally, where the constant is the optimum, there is something to gain; the curves are known to a percent.",
  grid: GRID,
  measure: async ({ norm, weighting, sigma }, context) => {
    const point: MapPoint = { attention: "cross", norm, weighting, sigma };
    const curves = await curvesOf(point, context);
    const windows = learnt(curves, weighting);
    const note = `k = ${Array.from(windows, (k) => k.toFixed(0)).join(", ")}`;
    return { ...onSecondHalf(curves, windows, weighting), note };
  },
  caption:
    "Advantage of the fitted windows over $k_0 = 32$ on the other half of the replicates. The notes in the table give the windows at $2^8, \\dots, 2^{13}$: with lengths weighted equally the longest inputs get the shortest windows.",
  chart: (result) => signForest(result, "advantage of the fitted windows over $k_0 = 32$"),
  control: {
    statement:
      "What is best where each length counts equally is better than the constant where each row does, too ($k_n \\propto n^{-2/3}$).",
    power: () =>
      controlPower(
        1 -
          errorAtEqualLogits(falling(), "rows") /
            errorAtEqualLogits(
              LENGTHS.map(() => CONSTANT),
              "rows",
            ),
      ),
    grid: CONTROL,
    measure: async (cell, context: Context) => {
      const curves = await curvesOf({ attention: "cross", ...cell }, context, "control");
      return onSecondHalf(curves, falling(), "rows", 0);
    },
  },
});

/** The optimum at equal logits where each length counts equally. */
function falling(): Float64Array {
  const weights = weightsOf("lengths", LENGTHS);
  return optimalWindows(
    LENGTHS.map((n, i) => {
      const windows = Array.from({ length: 40 }, (_, j) => Math.round(2 ** (j / 5))).filter((k) => k <= n);
      const distinct = [...new Set(windows)];
      return {
        n,
        windows: distinct,
        errors: distinct.map((k) => rowErrorAtEqualLogits.evaluate({ n, k })),
        weight: weights[i]!,
      };
    }),
    BUDGET,
  );
}

function onSecondHalf(
  curves: readonly ErrorCurve[],
  windows: ArrayLike<number>,
  weighting: Weighting,
  from = Math.floor(curves[0]!.matrices / 2),
): MeasuredTrend {
  const weights = weightsOf(weighting, LENGTHS);
  const judged = (k: ArrayLike<number>): Float64Array => strategyErrors(curves, k, weights).slice(from);
  const constant = judged(LENGTHS.map(() => CONSTANT));
  const trend = relative(constant, judged(windows), LEVEL);
  return { draws: constant.length, trend };
}
