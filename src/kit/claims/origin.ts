/** Which module a claim was defined in: by the code of that module, and of all that it imports, its numbers are known. */
import { moduleBeingLoaded } from "../memory/call-site.js";
import type { Claim } from "./claim.js";

interface Origin {
  readonly claim: Claim;
  readonly module: string;
}

const ORIGINS = new WeakMap<Claim["measure"], Origin>();

/** What of a claim its numbers and its chart come from. */
const COMPUTED = ["id", "rule", "grid", "inScope", "useScale", "control", "figure"] as const;

/** Notes where a claim is defined. One that a function or a notebook's cell makes later is no module's. */
export function noteOrigin(claim: Claim): void {
  const module = moduleBeingLoaded();
  if (module !== null) ORIGINS.set(claim.measure, { claim, module });
}

/**
 * The module that defines a claim, words apart: a claim merged of others has that of its first statement.
 *
 * @returns its URL; null for a claim of which a part was exchanged, or that no module defines
 */
export function definedIn(claim: Claim): string | null {
  const origin = ORIGINS.get(claim.measure);
  return origin !== undefined && COMPUTED.every((part) => origin.claim[part] === claim[part]) ? origin.module : null;
}
