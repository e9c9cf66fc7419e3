import type { Claim } from "ncsparse-kit/claims/claim";
import { averages } from "./averages.js";
import { robustness } from "./robustness.js";
import { sameScores } from "./same-scores.js";
import { firstUndecided, power, secondDecided } from "./tests.js";

/** Table 2 of the paper, in reading order. */
export const LONGBENCH: readonly Claim[] = [averages, sameScores, firstUndecided, secondDecided, power, robustness];
