/** What claims on methods at equal cost compare: one error of two estimators, head by head. */
import type { Estimator } from "../../practical/estimators/index.js";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Role } from "ncsparse-kit/claims/kinds";
import { sampleEstimates, type EstimatePlan } from "./estimates.js";

/** Which error: of the output, or the total variation of the rows. */
export type ErrorOf = "output" | "variation";

/**
 * ln of one estimator's error over another's, one number a head.
 *
 * @param plan its estimators hold both
 * @throws RangeError where one of them has no such error at the budget
 */
export function lnErrorRatio(
  of: ErrorOf,
  [left, right]: readonly [Estimator, Estimator],
  plan: EstimatePlan,
  context: Context,
  role: Role,
): Float64Array {
  const sample = sampleEstimates(plan, context, role);
  const errors = (estimator: Estimator): number[] => {
    const own = sample.of(estimator)?.map((error) => error[of]);
    if (!own || own.some((error) => error === undefined)) {
      throw new RangeError(
        `lnErrorRatio: ${estimator.name} must have an error of the ${of} at k = ${plan.k}, got none`,
      );
    }
    return own as number[];
  };
  const [above, below] = [errors(left), errors(right)];
  return Float64Array.from(above, (error, draw) => Math.log(error / below[draw]!));
}
