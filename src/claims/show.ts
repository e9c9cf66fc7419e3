import { showClaim, type Claim } from "ncsparse-kit";
import type { ClaimId, FormerClaimId } from "./claim-ids.js";
import { findClaim } from "./registry.js";

/**
 * Run a claim and display it: its statement, verdict and control as one machine-readable record, then its figures.
 *
 * @param claimOrId a claim, or the id of one in the registry, e.g. "L4.2-part1"
 * @throws RangeError, which names the nearest id, if no claim has that id; the reason of the cell's signal if the cell is interrupted
 */
export async function show(claimOrId: Claim | ClaimId | FormerClaimId): Promise<void> {
  await showClaim(typeof claimOrId === "string" ? findClaim(claimOrId) : claimOrId);
}
