/** What is measured on a row, what the finite-n law says of it, and its exponent as n -> infinity. */
import {
  capturedMassExponent,
  largestProbabilityExponent,
  maxErrorExponent,
  participationRatioExponent,
  partitionExponent,
  rowErrorExponent,
  tailMassExponent,
} from "../../limit/exponents.js";
import type { RowSample } from "../../limit/sampler/row-sampler.js";
import type { TypicalRow } from "../../limit/typical-row.js";

export interface Quantity {
  /** ln of the quantity in a sampled row with one window. */
  readonly measured: (row: RowSample) => number;
  /** ln of it in the typical row. */
  readonly law: (row: TypicalRow) => number;
  /** Limit of ln(quantity) / ln n. */
  readonly limit: (c: number, window: number) => number;
}

export type QuantityName = "D" | "p₍₁₎" | "1/Σp²" | "captured mass" | "tail mass" | "max error" | "ℓ₂ error";

/** By the names that cells and figures use. */
export const QUANTITIES: Readonly<Record<QuantityName, Quantity>> = {
  D: { measured: (row) => row.lnPartition, law: (row) => row.lnPartition, limit: partitionExponent },
  "p₍₁₎": { measured: (row) => row.lnLargest, law: (row) => row.lnLargest, limit: largestProbabilityExponent },
  "1/Σp²": {
    measured: (row) => row.lnParticipation,
    law: (row) => row.lnParticipation,
    limit: participationRatioExponent,
  },
  "captured mass": {
    measured: ({ windows }) => windows[0]!.lnMass,
    law: (row) => row.lnMass,
    limit: capturedMassExponent,
  },
  "tail mass": { measured: ({ windows }) => windows[0]!.lnTail, law: (row) => row.lnTail, limit: tailMassExponent },
  "max error": { measured: ({ windows }) => windows[0]!.lnLinf, law: (row) => row.lnMax, limit: maxErrorExponent },
  "ℓ₂ error": { measured: ({ windows }) => windows[0]!.lnL2, law: (row) => row.lnL2, limit: rowErrorExponent },
};
