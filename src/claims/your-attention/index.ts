import type { Claim } from "../../kit/claims/claim.js";
import { budgetWindow, gaussianArrays, structuredArrays } from "./prediction.js";
import { sigmaDefinition } from "./sigma.js";

/** A reader's own attention, in reading order. */
export const YOUR_ATTENTION: readonly Claim[] = [sigmaDefinition, gaussianArrays, structuredArrays, budgetWindow];
