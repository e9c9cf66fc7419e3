import type { Claim } from "ncsparse-kit/claims/claim";
import { budgetWindow, gaussianArrays, structuredArrays } from "./prediction.js";
import { sigmaDefinition } from "./sigma.js";

/** A reader's own attention, in reading order. */
export const YOUR_ATTENTION: readonly Claim[] = [sigmaDefinition, gaussianArrays, structuredArrays, budgetWindow];
