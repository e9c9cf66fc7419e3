import type { Claim } from "../claim.js";
import { criterion } from "./criterion.js";
import { equalLogitsOptimum } from "./equal-logits.js";
import {
  figureConstant,
  figureFrobenius,
  figureLog,
  figureLogSmall,
  figurePower,
  figurePowerQuarter,
} from "./figure-2.js";
import { figurePlain, figureRandom, figureSelf, figureSelfSmall } from "./figure-2-self.js";
import { literalProposition, noneByLengths, noneByRows, slightByRows, winsByRows, winsInSelf } from "./map.js";
import { optimal } from "./optimum.js";
import { frozenAverage, minimalError } from "./table-1.js";
import { threshold } from "./threshold.js";

/** Claim 7.1, Figure 2, Table 1 and Proposition 7.2, in reading order. */
export const STRATEGIES: readonly Claim[] = [
  figureConstant,
  figureLog,
  figureLogSmall,
  figurePower,
  figurePowerQuarter,
  figureSelf,
  figureSelfSmall,
  figureRandom,
  figurePlain,
  figureFrobenius,
  minimalError,
  equalLogitsOptimum,
  criterion,
  literalProposition,
  noneByLengths,
  noneByRows,
  slightByRows,
  winsByRows,
  winsInSelf,
  frozenAverage,
  threshold,
  optimal,
];
