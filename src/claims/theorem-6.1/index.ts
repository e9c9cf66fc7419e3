import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { totalVariation } from "../theorem-6.2/persistent-error.js";
import { mass, norms } from "./row-inequalities.js";
import { bounded } from "./bounded-input.js";
import { exponents } from "./exponents.js";
import { frontier } from "./frontier.js";
import { part1 as dropped, part4, part4Paper } from "./lemma-e3.js";
import { entries, keptSums, rowSums } from "./lemma-e4.js";
import { part1, part2, sharper } from "./window-error.js";
import { part2 as keptSumIsNear, part3 as inverseIsNear } from "./dropped-share.js";

/** Theorem 6.1 with its lemmas, and what completes it, in reading order. */
export const THEOREM_61: readonly Claim[] = [
  mergeClaims(entries, [keptSums, rowSums], { title: "One event bounds entries and sums" }),
  dropped,
  mergeClaims(keptSumIsNear, [inverseIsNear], { title: "The kept sum against the row sum: true, and vacuous" }),
  mergeClaims(part1, [part2, part4Paper, part4, sharper], { title: "The max error of a window is bounded" }),
  bounded,
  mergeClaims(mass, [totalVariation], { title: "How much a window can hold" }),
  norms,
  exponents,
  frontier,
];
