export { coverageItems, itemTally } from "./coverage/coverage.js";
export { mainResultsTable } from "./coverage/main-results.js";
export { rowScales, type RowScales } from "./lemma-4.2/row-scales.js";
export type { ClaimId, FormerClaimId } from "./claim-ids.js";
export { show } from "./show.js";
export { CLAIMS, findClaim, findStatement } from "./registry.js";
export { allBoundsChart } from "./theorem-4.3/figures.js";
export { reach, type Reach } from "./theorem-4.3/reach.js";
export { coverageChart } from "./lemma-4.2/figures.js";
export { chiSquareLogMoment } from "./appendix-b/sub-exponential.js";
export { diagonalTable } from "./theorem-5.1/diagonal-table.js";
export { precisionTable } from "./takeaways/stored.js";
export { windowTable } from "./takeaways/windows.js";
export { outputErrorChart, relativeMassChart } from "./practical/figures.js";
export { costTable, MAP_HEADER, practicalMap } from "./practical/map.js";
export { EQUAL_COST_HEADER, equalCostMap, multiplyAddTable, winnerChart } from "./practical/winners.js";
export {
  growingChart,
  LANGUAGE_MODEL_HEADER,
  languageModelTable,
  retrievalChart,
  windowLossChart,
} from "./language-model/figures.js";
export { measuredTable, outputPredictionChart } from "./your-attention/figures.js";
export { coincidenceCells, coincidences, type CoincidenceLine } from "./longbench/coincidence.js";
export { categoryComparisons, comparisons, type CategoryLine, type ComparisonLine } from "./longbench/comparison.js";
export { equalCostChart, equalCostFactors, type FactorLine } from "./strategies/cost.js";
export { errorCurveChart, figure2Chart, mapChart, optimalWindowsChart } from "./strategies/figures.js";
export {
  frozenTable,
  SMALL_GROWTH_EXPONENTS,
  smallGrowth,
  tableOne,
  winsByConstant,
  type AverageLine,
  type FrozenLine,
  type SmallGrowthLine,
  type WinLine,
} from "./strategies/tables.js";
export { atlasChart, atlasTable } from "./norm-atlas/figures.js";
export { EQUAL_COST_HEAD_HEADER, equalCostHeadTable } from "./trained-attention/low-rank.js";
export { growthChart, HEAD_HEADER, headMap, headPhaseChart, headTable } from "./trained-attention/figures.js";
export { halfWindows, type HalfWindow } from "./limit-law/half-windows.js";
export { lengthLawsChart } from "./limit-law/length-laws.js";
export { phaseDiagram } from "./limit-law/phase-diagram.js";
export { ruleReach, type RuleReach } from "./limit-law/rule-reach.js";
