import type { Claim } from "../claim.js";
import { diagonalMean } from "./diagonal-mean.js";
import { identities, sandwich } from "./identities.js";
import { reduction } from "./reduction.js";

/** The setting: what everything else rests on, in reading order. */
export const SETTING: readonly Claim[] = [reduction, diagonalMean, identities, sandwich];
