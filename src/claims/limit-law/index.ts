import type { Claim } from "../claim.js";
import { criticalWindowLimit, criticalWindowMeasured } from "./critical-window.js";
import { partitionLimit, partitionMeasured } from "./partition.js";

/** The limit law, in reading order. */
export const LIMIT_LAW: readonly Claim[] = [
  partitionMeasured,
  partitionLimit,
  criticalWindowMeasured,
  criticalWindowLimit,
];
