/** The form of the claims about Proposition 7.2 at equal cost: the best power of the length against the constant window. */
import {
  equalCostWindows,
  strategyErrors,
  weightsOf,
  type Weighting,
  type WindowShape,
} from "../../experiments/index.js";
import { LEVEL } from "ncsparse-kit/probability";
import { trendClaim, type MeasuredTrend, type OwnControl } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { bestPower, relative } from "./compare.js";
import { advantageAtEqualLogits } from "./equal-logits.js";
import { CONSTANT, CONTROL_SCALE, curvesOf, LENGTHS, type Attention, type Norm } from "./samples.js";
import { EQUAL_COST, type StrategyClaim } from "./strategy-claim.js";
import { controlPower, signRule } from "./words.js";

export type MapCell = {
  readonly attention: Attention;
  readonly norm: Norm;
  readonly weighting: Weighting;
  readonly sigma: number;
};

export const mapLine = (attention: Attention, norm: Norm, weighting: Weighting, scales: readonly number[]): MapCell[] =>
  scales.map((sigma) => ({ attention, norm, weighting, sigma }));

/** A shape at the cost of k0 against a constant window of another size, both in the setting of all controls. */
export interface StrategyControl {
  readonly statement: string;
  readonly shape: WindowShape;
  /** Entries of the constant window; k0 = 32 is equal cost. */
  readonly against: number;
  readonly weighting: Weighting;
  readonly expects?: "holds";
}

/** Cross-attention, row l2 error, sigma = 1/4: near equal logits, where the difference is known. */
export function controlOf({
  statement,
  shape,
  against,
  weighting,
  expects,
}: StrategyControl): OwnControl<MapCell, MeasuredTrend> {
  const cells = mapLine("cross", "row l2", weighting, [CONTROL_SCALE]);
  return {
    statement,
    expects,
    power: () => controlPower(advantageAtEqualLogits(shape, weighting, against)),
    grid: cells,
    measure: async (_, context) => {
      const errors = await controlErrors({ shape, against, weighting }, context);
      const trend = relative(errors.constant, errors.other, LEVEL);
      return { draws: errors.other.length, trend };
    },
  };
}

/** The errors that a control compares, one a replicate. */
export async function controlErrors(
  { shape, against, weighting }: Pick<StrategyControl, "shape" | "against" | "weighting">,
  context: Context,
): Promise<{ constant: Float64Array; other: Float64Array }> {
  const curves = await curvesOf({ attention: "cross", norm: "row l2", sigma: CONTROL_SCALE }, context, "control");
  const weights = weightsOf(weighting, LENGTHS);
  const constant = LENGTHS.map(() => against);
  return {
    constant: strategyErrors(curves, constant, weights),
    other: strategyErrors(curves, equalCostWindows(shape, LENGTHS, CONSTANT), weights),
  };
}

export interface MapClaim extends StrategyClaim<MapCell> {
  readonly control: StrategyControl;
}

const ADVANTAGE =
  "1 − the least error at $\\alpha n^C$, $C = 0.02, 0.05, 0.1, 0.15, 1/4, 1/2, 3/4$, over the error at $k_0$";
async function best(cell: MapCell, context: Context): Promise<MeasuredTrend> {
  const curves = await curvesOf(cell, context);
  const { C, value, low, high } = await bestPower(cell, context);
  return { draws: curves[0]!.matrices, trend: { value, low, high }, note: `best C = ${C}` };
}

/** A claim about the best of seven powers. */
export function mapClaim({ caption, control, ...words }: MapClaim): Claim {
  return trendClaim({
    ...words,
    ...EQUAL_COST,
    ...signRule(words.sign, `${ADVANTAGE} (each power at a seventh of the level)`),
    measure: best,
    caption,
    chart: (result) => signForest(result, "advantage of the best power over $k_0 = 32$"),
    control: controlOf(control),
  });
}
