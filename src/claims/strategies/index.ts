import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
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
  mergeClaims(figureLog, [figureLogSmall], {
    title: "At a logarithmic window the error grows from scale 1 on, and falls below",
  }),
  mergeClaims(figurePower, [figurePowerQuarter], {
    title: "At a power of the length the error falls where the power is large for the scale",
  }),
  mergeClaims(figureSelf, [figureSelfSmall], {}),
  mergeClaims(figureRandom, [figurePlain], {
    title: "In self-attention with random weights Figure 2 is as the paper describes it",
  }),
  figureFrobenius,
  minimalError,
  equalLogitsOptimum,
  criterion,
  literalProposition,
  noneByLengths,
  mergeClaims(noneByRows, [slightByRows, winsByRows], {
    title: "With rows weighted equally, powers of the length win at large scales alone",
  }),
  winsInSelf,
  frozenAverage,
  threshold,
  optimal,
];
