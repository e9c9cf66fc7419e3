/** What every claim about strategies at equal cost has in common. */
import type { CellParameters, Claim, ClaimDefinition } from "ncsparse-kit/claims/claim";
import type { Provenance } from "ncsparse-kit/claims/result";
import { INPUT_HYPOTHESES, SCOPE } from "./words.js";

/** What a claim about strategies says for itself, whatever it measures. */
export interface StrategyClaim<Cell> {
  readonly id: string;
  readonly item: string;
  readonly restates: Claim["restates"];
  readonly title: string;
  readonly provenance: Provenance;
  readonly statement: string;
  readonly sign: "negative" | "positive";
  readonly expected: Claim["expected"];
  /** The same in both profiles, which differ in replicates. */
  readonly grid: readonly Cell[];
  readonly caption: string;
  readonly finding?: Claim["finding"];
}

type CommonFields =
  "id" | "item" | "restates" | "title" | "provenance" | "hypotheses" | "scope" | "statement" | "bound" | "expected";

/** The fields of a definition that follow from it; rule, measurement, figure and control are the form's. */
export function strategyFields<Cell extends CellParameters>(
  spec: StrategyClaim<Cell>,
): Pick<ClaimDefinition<Cell>, CommonFields | "useScale" | "grid" | "finding"> {
  const { id, item, restates, title, provenance, statement, expected, grid, finding } = spec;
  return {
    ...{ id, item, restates, title, provenance, statement, expected },
    hypotheses: INPUT_HYPOTHESES,
    scope: SCOPE,
    bound: null,
    useScale: null,
    grid: { quick: grid, full: grid },
    ...(finding ? { finding } : {}),
  };
}
