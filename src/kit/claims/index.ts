export { along } from "./charts.js";
export {
  countUnits,
  defineClaim,
  mergeClaims,
  statementsOf,
  type Claim,
  type ClaimDefinition,
  type Context,
} from "./claim.js";
export { combine } from "./combine.js";
export { forestChart, forestRows, OUTCOME_MARKS, type ForestChart, type ForestRow } from "./forest-chart.js";
export { fromFormula, fromFunction } from "./display.js";
export { formatNumber, formatRange } from "./format.js";
export { countDraws, mapDraws } from "./measure.js";
export { statementResults } from "./parts.js";
export * from "./result.js";
export {
  judge,
  judgeDifference,
  judgeFailureRate,
  judgeInequality,
  judgeRatio,
  judgeSign,
  requiredPower,
} from "./rules.js";
export { runClaim } from "./run.js";
export { controlTitle, outcomeWords } from "./wording.js";
