import { APPENDIX_B } from "./appendix-b/index.js";
import type { Claim } from "./claim.js";
import { LEMMA_42 } from "./lemma-4.2/index.js";
export const CLAIMS: readonly Claim[] = [...SETTING, ...LEMMA_42, ...THEOREM_43, ...APPENDIX_B, ...THEOREM_51, ...TAKEAWAYS, ...PRACTICAL, ...YOUR_ATTENTION, ...STRATEGIES, ...LONGBENCH, ...THEOREM_61, ...THEOREM_62, ...NORM_ATLAS];

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
