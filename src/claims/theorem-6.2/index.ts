import type { Claim } from "ncsparse-kit/claims/claim";
import { literal } from "../norm-atlas/stability.js";
import { core, growth } from "./persistent-error.js";

/** Theorem 6.2 and its literal reading, in reading order; T6.2-tv is a part of T6.1-mass. */
export const THEOREM_62: readonly Claim[] = [core, growth, literal];
