/** What notebooks import: this project's claims. */
import type { Claim } from "ncsparse-kit";
import { largestSum } from "./claims/largest-sum.js";

export { largestSum };

/** Every claim, in reading order. */
export const CLAIMS: readonly Claim[] = [largestSum];
