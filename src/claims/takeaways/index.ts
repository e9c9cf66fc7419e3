import type { Claim } from "ncsparse-kit/claims/claim";
import { boundedEntries } from "./bounded-entries.js";
import { flushClaim, stagnation } from "./flush.js";
import { anisotropicRotary, isotropicRotary } from "./rotary.js";
import { storedSum } from "./stored.js";

/**
 * The paper's takeaways and future directions, in reading order. What rests on the window rule is a part of
 * LL-window-rule, what rests on the law of the count a part of T5.1-law.
 */
export const TAKEAWAYS: readonly Claim[] = [
  boundedEntries,
  flushClaim,
  storedSum,
  stagnation,
  isotropicRotary,
  anisotropicRotary,
];
