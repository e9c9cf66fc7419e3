import type { Claim } from "../claim.js";
import { collapsedRows, collapsedRowsLimit } from "./collapsed-rows.js";
import { lineLimit, lineMeasured } from "./critical-line.js";
import { criticalWindowLimit, criticalWindowMeasured } from "./critical-window.js";
import { frozenEntries, frozenRatio, frozenSquares, frozenWindow } from "./frozen.js";
import { frobeniusLimit, frobeniusLine, frobeniusMeasured } from "./frobenius.js";
import { halfMass } from "./half-mass.js";
import { normsLimit, normsMeasured } from "./norms.js";
import { outputLimit, outputMeasured } from "./output.js";
import { participationLimit, participationMeasured } from "./participation.js";
import { partitionLimit, partitionMeasured } from "./partition.js";
import { slogan } from "./slogan.js";
import { windowRuleBeyond, windowRuleClaim } from "./window-rule.js";

/** The limit law, in reading order. */
export const LIMIT_LAW: readonly Claim[] = [
  partitionMeasured,
  partitionLimit,
  criticalWindowMeasured,
  criticalWindowLimit,
  halfMass,
  lineMeasured,
  lineLimit,
  slogan,
  participationMeasured,
  participationLimit,
  normsMeasured,
  normsLimit,
  frobeniusMeasured,
  frobeniusLimit,
  frobeniusLine,
  outputMeasured,
  outputLimit,
  frozenSquares,
  frozenEntries,
  frozenRatio,
  frozenWindow,
  collapsedRows,
  collapsedRowsLimit,
  windowRuleClaim,
  windowRuleBeyond,
];
