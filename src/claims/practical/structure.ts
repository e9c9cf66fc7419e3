/** Claims of one form: on one input, something of a method exceeds something else, in the typical head. */
import { quantileInterval } from "ncsparse-kit/probability";
import { trendClaim, type MeasuredTrend, type Role, type Wording } from "ncsparse-kit/claims/kinds";
import type { CellParameters, Claim, Context } from "ncsparse-kit/claims/claim";
import { signForest } from "ncsparse-kit/claims/charts";
import { pilotPower, pilotWords, type Pilot } from "./power.js";
import { DRAWS } from "./samples.js";

/** What distinguishes such a claim. */
export interface StructureClaim<P extends CellParameters> extends Pick<
  Wording<P>,
  "id" | "item" | "title" | "hypotheses" | "scope" | "statement" | "reason" | "finding" | "grid"
> {
  /** What the rule's text calls one head's number. */
  readonly quantity: string;
  /** One number a head, positive where the statement holds. */
  readonly trend: (cell: P, context: Context, role: Role) => Float64Array;
  readonly caption: string;
  readonly axis: string;
  readonly control: { readonly statement: string; readonly grid: readonly P[]; readonly pilot: Pilot };
}

/** A finding judged by the sign of the median over heads. */
export function structureClaim<P extends CellParameters>(spec: StructureClaim<P>): Claim {
  const { quantity, trend, caption, axis, control, ...words } = spec;
  const { statement, grid, pilot } = control;
  const measure = (cell: P, context: Context, role: Role): MeasuredTrend => {
    const values = trend(cell, context, role);
    return { draws: values.length, trend: quantileInterval(values, 0.5) };
  };
  return trendClaim({
    ...words,
    provenance: "ours",
    sign: "positive",
    rule: `The distribution-free interval of the median of ${quantity} over ${DRAWS} heads must be positive.`,
    measure,
    caption,
    chart: (result) => signForest(result, axis),
    control: { statement, grid, power: () => pilotPower(pilot, DRAWS), how: pilotWords(pilot) },
  });
}
