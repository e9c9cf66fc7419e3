import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { adaptive, insurance } from "../takeaways/windows.js";
import { frozenClaim } from "../theorem-5.1/frozen.js";
import { collapsedRows, collapsedRowsLimit } from "./collapsed-rows.js";
import { lineLimit, lineMeasured } from "./critical-line.js";
import { criticalWindowLimit, criticalWindowMeasured } from "./critical-window.js";
import { frozenEntries, frozenRatio, frozenSquares, frozenWindow } from "./frozen.js";
import { frobeniusLimit, frobeniusLine, frobeniusMeasured } from "./frobenius.js";
import { gapCount } from "./gap-count.js";
import { halfMass } from "./half-mass.js";
import { matrixMaxLimit, matrixMaxMeasured } from "./matrix-max.js";
import { normsLimit, normsMeasured } from "./norms.js";
import { outputLimit, outputMeasured } from "./output.js";
import { participationLimit, participationMeasured } from "./participation.js";
import { partitionLimit, partitionMeasured } from "./partition.js";
import { slogan } from "./slogan.js";
import { windowRuleBeyond, windowRuleClaim } from "./window-rule.js";

/** The limit law, in reading order. */
export const LIMIT_LAW: readonly Claim[] = [
  mergeClaims(partitionMeasured, [partitionLimit], { title: "The normaliser freezes at $c = 1$" }),
  mergeClaims(criticalWindowMeasured, [criticalWindowLimit], { title: "Which windows hold the mass" }),
  slogan,
  mergeClaims(participationMeasured, [participationLimit], { title: "The participation ratio changes its law twice" }),
  mergeClaims(normsMeasured, [normsLimit], { title: "Max and $\\ell_2$ errors vanish on both sides of the line" }),
  mergeClaims(matrixMaxMeasured, [matrixMaxLimit], { title: "The largest error of all rows has a line of its own" }),
  mergeClaims(frobeniusMeasured, [frobeniusLimit], { title: "Exceptional rows carry the Frobenius norm" }),
  frobeniusLine,
  mergeClaims(outputMeasured, [outputLimit], { title: "The output overshoots below the line" }),
  frozenSquares,
  mergeClaims(frozenEntries, [frozenClaim], { title: "How many entries count in the frozen phase" }),
  frozenRatio,
  frozenWindow,
  mergeClaims(collapsedRows, [collapsedRowsLimit], { title: "How many rows collapse" }),
  mergeClaims(windowRuleClaim, [halfMass, lineMeasured, lineLimit, adaptive, insurance], {
    title: "The window rule $n\\,\\overline\\Phi(\\sigma + \\Phi^{-1}(t))$ leaves the share $t$",
  }),
  windowRuleBeyond,
  gapCount,
];
