import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { storedCount } from "../takeaways/stored.js";
import { attentionLaw } from "./attention.js";
import { dilution } from "./dilution.js";
import { emptyClaim } from "./empties.js";
import { equationClaim } from "./equation.js";
import { literalShare, shareFalls } from "./figure-1.js";
import { countLaw } from "./count-law.js";
import { lengthClaim } from "./length.js";
import { exactlyOne } from "./exactly-one.js";
import { partOne } from "./collapse.js";
import { plainWeights } from "./plain-weights.js";

/**
 * Theorem 5.1, Figure 1 and what completes them, in reading order. T5.1-count is a part of T4.3-trivial, T5.1-frozen one of
 * LL-frozen-entries.
 */
export const THEOREM_51: readonly Claim[] = [
  equationClaim,
  lengthClaim,
  partOne,
  mergeClaims(literalShare, [shareFalls], {
    title: "“Denoted as $\\mathcal S_\\varepsilon/n$”: the share at or below ε decreases",
  }),
  mergeClaims(countLaw, [storedCount], {}),
  attentionLaw,
  plainWeights,
  emptyClaim,
  exactlyOne,
  dilution,
];
