import type { Claim } from "../claim.js";
import { attentionLaw } from "./attention.js";
import { countClaim } from "./count.js";
import { dilution } from "./dilution.js";
import { emptyClaim } from "./empties.js";
import { equationClaim } from "./equation.js";
import { literalShare, shareFalls } from "./figure-1.js";
import { frozenClaim } from "./frozen.js";
import { countLaw } from "./law.js";
import { lengthClaim } from "./length.js";
import { exactlyOne } from "./one.js";
import { partOne } from "./part-1.js";

/** Theorem 5.1, Figure 1 and what completes them, in reading order. */
export const THEOREM_51: readonly Claim[] = [
  equationClaim,
  lengthClaim,
  partOne,
  countClaim,
  shareFalls,
  literalShare,
  countLaw,
  attentionLaw,
  emptyClaim,
  exactlyOne,
  dilution,
  frozenClaim,
];
