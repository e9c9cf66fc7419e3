import type { Claim } from "../claim.js";
import { lineLimit, lineMeasured } from "./critical-line.js";
import { criticalWindowLimit, criticalWindowMeasured } from "./critical-window.js";
import { halfMass } from "./half-mass.js";
import { normsLimit, normsMeasured } from "./norms.js";
import { participationLimit, participationMeasured } from "./participation.js";
import { partitionLimit, partitionMeasured } from "./partition.js";

/** The limit law, in reading order. */
export const LIMIT_LAW: readonly Claim[] = [
  partitionMeasured,
  partitionLimit,
  criticalWindowMeasured,
  criticalWindowLimit,
  halfMass,
  lineMeasured,
  lineLimit,
  participationMeasured,
  participationLimit,
  normsMeasured,
  normsLimit,
];
