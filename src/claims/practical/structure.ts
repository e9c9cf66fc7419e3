/** Claims of one form: on one input, something of a method exceeds something else, in the typical head. */
import { quantileInterval } from "ncsparse-kit/probability";
import {
  defineClaim,
  type CellParameters,
  type Claim,
  type Context,
  type Measurement,
} from "ncsparse-kit/claims/claim";
import { signForest } from "ncsparse-kit/claims/charts";
import { pilotPower, pilotWords, type Pilot } from "./power.js";
import { DRAWS } from "./samples.js";

/** What distinguishes such a claim. */
export interface StructureClaim<P extends CellParameters> {
  readonly id: string;
  readonly item: string;
  readonly title: string;
  readonly hypotheses: readonly string[];
  readonly scope: string;
  readonly statement: string;
  /** What the rule's text calls one head's number. */
  readonly quantity: string;
  readonly reason: string;
  readonly cells: readonly P[];
  /** Cells of the full profile beside those. */
  readonly more?: readonly P[];
  /** One number a head, positive where the statement holds. */
  readonly trend: (cell: P, context: Context, role: "claim" | "control") => Float64Array;
  readonly caption: string;
  readonly axis: string;
  readonly finding?: Claim["finding"];
  readonly control: { readonly statement: string; readonly cells: readonly P[]; readonly pilot: Pilot };
}

/** A finding judged by the sign of the median over heads. */
export function structureClaim<P extends CellParameters>(spec: StructureClaim<P>): Claim {
  const { control } = spec;
  const measure =
    (role: "claim" | "control") =>
    (cell: P, context: Context): Measurement => {
      const trend = spec.trend(cell, context, role);
      return { rule: "sign", draws: trend.length, trend: quantileInterval(trend, 0.5) };
    };
  return defineClaim({
    id: spec.id,
    item: spec.item,
    restates: null,
    title: spec.title,
    provenance: "ours",
    hypotheses: spec.hypotheses,
    scope: spec.scope,
    statement: spec.statement,
    bound: null,
    rule: {
      kind: "sign",
      sign: "positive",
      text: `The distribution-free interval of the median of ${spec.quantity} over ${DRAWS} heads must be positive.`,
    },
    expected: { outcome: "holds", reason: spec.reason },
    useScale: null,
    grid: { quick: spec.cells, full: [...spec.cells, ...(spec.more ?? [])] },
    measure: measure("claim"),
    ...(spec.finding ? { finding: spec.finding } : {}),
    figure: { caption: spec.caption, chart: (result) => signForest(result, spec.axis) },
    control: {
      statement: control.statement,
      power: () => ({ value: pilotPower(control.pilot, DRAWS), how: pilotWords(control.pilot) }),
      grid: { quick: control.cells, full: control.cells },
      measure: measure("control"),
    },
  });
}
