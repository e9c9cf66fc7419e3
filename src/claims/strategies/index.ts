import type { Claim } from "../claim.js";
import { cost, equalCost } from "./cost.js";
import { criterion } from "./criterion.js";
import { equalLogits, equalLogitsOptimum } from "./equal-logits.js";
import { figureConstant, figureFrobenius, figureLog, figurePower, figureSelf } from "./figure-2.js";
import { literalProposition, minimalError, noneByLengths, noneByRows, winsByRows, winsInSelf } from "./map.js";
import { optimal } from "./optimum.js";
import { threshold, trivialProposition } from "./proposition.js";

/** Claim 7.1, Figure 2, Table 1 and Proposition 7.2, in reading order. */
export const STRATEGIES: readonly Claim[] = [
  cost,
  equalCost,
  figureConstant,
  figureLog,
  figurePower,
  figureSelf,
  figureFrobenius,
  minimalError,
  trivialProposition,
  equalLogits,
  equalLogitsOptimum,
  criterion,
  literalProposition,
  noneByLengths,
  noneByRows,
  winsByRows,
  winsInSelf,
  threshold,
  optimal,
];
