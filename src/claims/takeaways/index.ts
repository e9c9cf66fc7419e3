import type { Claim } from "../claim.js";
import { boundedEntries } from "./bounded-entries.js";
import { flushClaim, stagnation } from "./flush.js";
import { anisotropicRotary, isotropicRotary } from "./rotary.js";
import { storedCount, storedSum } from "./stored.js";
import { adaptive, insurance } from "./windows.js";

/** The paper's takeaways and future directions, in reading order. */
export const TAKEAWAYS: readonly Claim[] = [
  boundedEntries,
  flushClaim,
  storedCount,
  storedSum,
  stagnation,
  insurance,
  isotropicRotary,
  anisotropicRotary,
  adaptive,
];
