import type { Claim } from "../claim.js";
import { jensenBound, orderBound, paperBound } from "./bounds.js";
import { paperFrontier } from "./frontier.js";
import { entryMedian } from "./law.js";
import { trivialBound } from "./trivial.js";

/** Theorem 4.3 and what completes it, in reading order. */
export const THEOREM_43: readonly Claim[] = [
  trivialBound,
  paperBound,
  jensenBound,
  orderBound,
  entryMedian,
  paperFrontier,
];
