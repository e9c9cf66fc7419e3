import { closest } from "fastest-levenshtein";
import { APPENDIX_B } from "./appendix-b/index.js";
import { statementsOf, withoutParts, type Claim } from "ncsparse-kit/claims/claim";
import { LANGUAGE_MODEL } from "./language-model/index.js";
import { LEMMA_42 } from "./lemma-4.2/index.js";
import { LIMIT_LAW } from "./limit-law/index.js";
import { LONGBENCH } from "./longbench/index.js";
import { NORM_ATLAS } from "./norm-atlas/index.js";
import { PRACTICAL } from "./practical/index.js";
import { SETTING } from "./setting/index.js";
import { STRATEGIES } from "./strategies/index.js";
import { TAKEAWAYS } from "./takeaways/index.js";
import { THEOREM_43 } from "./theorem-4.3/index.js";
import { THEOREM_51 } from "./theorem-5.1/index.js";
import { THEOREM_61 } from "./theorem-6.1/index.js";
import { THEOREM_62 } from "./theorem-6.2/index.js";
import { TRAINED_ATTENTION } from "./trained-attention/index.js";
import { YOUR_ATTENTION } from "./your-attention/index.js";

/** Every claim, in reading order. A new family is added here and nowhere else. */
export const CLAIMS: readonly Claim[] = [
  ...SETTING,
  ...LEMMA_42,
  ...THEOREM_43,
  ...THEOREM_51,
  ...THEOREM_61,
  ...THEOREM_62,
  ...NORM_ATLAS,
  ...LIMIT_LAW,
  ...STRATEGIES,
  ...LONGBENCH,
  ...TAKEAWAYS,
  ...PRACTICAL,
  ...YOUR_ATTENTION,
  ...LANGUAGE_MODEL,
  ...APPENDIX_B,
  ...TRAINED_ATTENTION,
];

/**
 * The statement of an id by itself: a claim without its parts, or a part.
 *
 * @throws RangeError naming the nearest id
 */
export function findStatement(id: string): Claim {
  return withoutParts(findClaim(id));
}

/**
 * The claim of an id; by a part's id, that part alone; by a former id, the claim that stands for it now.
 *
 * @throws RangeError naming the nearest id
 */
export function findClaim(id: string): Claim {
  const claim =
    CLAIMS.flatMap(statementsOf).find((candidate) => candidate.id === id) ??
    CLAIMS.find(({ aliases }) => aliases?.includes(id));
  if (claim) return claim;
  throw new RangeError(`findClaim: id must be that of a claim, got ${id}; the nearest is ${nearestId(id)}`);
}

function nearestId(id: string): string {
  const ids = CLAIMS.flatMap(statementsOf).map((claim) => claim.id);
  const lower = ids.map((one) => one.toLowerCase());
  return ids[lower.indexOf(closest(id.toLowerCase(), lower))]!;
}
