import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { countClaim } from "../theorem-5.1/count.js";
import { jensenBound, orderBound, paperBound } from "./bounds.js";
import { crossAttention } from "./cross.js";
import { dimensionFactor } from "./dimension.js";
import { paperFrontier } from "./frontier.js";
import { halfWindow } from "./half.js";
import { otherInputs } from "./inputs.js";
import { entryMedian } from "./law.js";
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
