import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { countClaim } from "../theorem-5.1/count.js";
import { jensenBound, orderBound, paperBound } from "./sparsity.js";
import { crossAttention } from "./cross-attention.js";
import { dimensionFactor } from "./dimension.js";
import { paperFrontier } from "./frontier.js";
import { halfWindow } from "./half.js";
import { otherInputs } from "./other-inputs.js";
import { entryMedian } from "./entry-law.js";
import { rowsLaw } from "./rows-law.js";
import { trivialBound } from "./trivial.js";

/** Theorem 4.3 and what completes it, in reading order. */
export const THEOREM_43: readonly Claim[] = [
  mergeClaims(trivialBound, [countClaim], {}),
  paperBound,
  jensenBound,
  orderBound,
  otherInputs,
  crossAttention,
  entryMedian,
  rowsLaw,
  paperFrontier,
  dimensionFactor,
  halfWindow,
];
