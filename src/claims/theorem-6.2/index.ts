import type { Claim } from "../claim.js";
import { literal } from "../norm-atlas/stability.js";
import { core, growth, totalVariation } from "./claims.js";

/** Theorem 6.2 and its literal reading, in reading order. */
export const THEOREM_62: readonly Claim[] = [core, totalVariation, growth, literal];
