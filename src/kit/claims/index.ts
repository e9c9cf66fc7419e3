/** What a claim is made of: its kinds, what measures and compares, what it shows, and running it. */
export { along, cellLabel, differenceForest, failureForest, ratioForest, signForest } from "./charts.js";
export {
  countUnits,
  mergeClaims,
  statementsOf,
  type CellParameters,
  type Claim,
  type Comparison,
  type Context,
  type Power,
} from "./claim.js";
export { combine } from "./combine.js";
export { forestChart, forestRows, OUTCOME_MARKS, type ForestChart, type ForestRow } from "./forest-chart.js";
export { drawSet, type DrawPath } from "./draw-set.js";
export { fromFormula, fromFunction, fromTex } from "./display.js";
export { formatNumber, formatRange } from "./format.js";
export { exactly, minus, over, scaled, subtract, widened } from "./intervals.js";
export * from "./kinds/index.js";
export { againstBound, compareLn, countDraws, failuresAbove, mapDraws } from "./measure.js";
export { statementResults } from "./parts.js";
export * from "./result.js";
export { ULP } from "./rounding.js";
export { judgeDifference, judgeFailureRate, judgeInequality, judgeRatio, judgeSign, requiredPower } from "./rules.js";
export { runClaim } from "./run.js";
export { controlOdds, controlOutcome, controlTitle, outcomeWords } from "./wording.js";
