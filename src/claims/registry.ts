import type { Claim } from "./claim.js";
import { LEMMA_42 } from "./lemma-4.2/index.js";
import { LIMIT_LAW } from "./limit-law/index.js";
import { SETTING } from "./setting/index.js";
import { THEOREM_43 } from "./theorem-4.3/index.js";

/** Every claim, in reading order. A new family is added here and nowhere else. */
export const CLAIMS: readonly Claim[] = [...SETTING, ...LEMMA_42, ...THEOREM_43, ...LIMIT_LAW];

/**
 * The claim of an id.
 *
 * @throws RangeError naming the known ids
 */
export function findClaim(id: string): Claim {
  const claim = CLAIMS.find((candidate) => candidate.id === id);
  if (claim) return claim;
  throw new RangeError(`findClaim: id must be one of ${CLAIMS.map((c) => c.id).join(", ")}, got ${id}`);
}
