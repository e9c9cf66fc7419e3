import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { diagonal } from "./diagonal.js";
import { everyBoundedLogit } from "./bounded-input.js";
import { everyLogit, literal } from "./every-logit.js";
import { jensen } from "./jensen.js";
import { paperScale } from "./paper-scale.js";
import { part1 } from "./off-diagonal-logits.js";
import { part2 } from "./off-diagonal-entries.js";
import { part3 } from "./row-sums.js";
import { growth, growthLimit } from "./row-scale-growth.js";
import { meanSquare, worstCase } from "./row-scale-sizes.js";
import { rowLaw } from "./row-law.js";

/** Lemma 4.2 and what completes it, in reading order. */
export const LEMMA_42: readonly Claim[] = [
  mergeClaims(part1, [part2], {
    title: "Off-diagonal logits are bounded by λ, and their entries by $e^{\\pm\\lambda}$",
  }),
  part3,
  jensen,
  rowLaw,
  literal,
  diagonal,
  everyLogit,
  everyBoundedLogit,
  paperScale,
  meanSquare,
  worstCase,
  growth,
  growthLimit,
];
