/** What every claim about strategies at equal cost has in common. */
import type { CellParameters } from "ncsparse-kit/claims/claim";
import type { Wording } from "ncsparse-kit/claims/kinds";
import { INPUT_HYPOTHESES, SCOPE } from "./words.js";

/** What a claim about strategies says for itself, whatever it measures. */
export interface StrategyClaim<Cell extends CellParameters> extends Pick<
  Wording<Cell>,
  "id" | "item" | "restates" | "title" | "provenance" | "statement" | "expects" | "reason" | "finding"
> {
  readonly sign: "negative" | "positive";
  /** The same in both profiles, which differ in replicates. */
  readonly grid: readonly Cell[];
  readonly caption: string;
}

/** What it shares with the others. */
export const EQUAL_COST: { readonly hypotheses: readonly string[]; readonly scope: string } = {
  hypotheses: INPUT_HYPOTHESES,
  scope: SCOPE,
};
