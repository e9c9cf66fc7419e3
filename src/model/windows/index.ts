/** Windows for the model's attention, what they cost and what the model scores under them. */
export {
  constantWindow,
  equalCostCounts,
  logWindow,
  mixtureCost,
  powerWindow,
  rowKeys,
  type InputsOfLength,
  type WindowGrowth,
} from "./equal-cost.js";
export { cachedHitters } from "./heavy-hitters.js";
export { largestLogits, topP } from "./largest.js";
export { recentKeys, sinksAndRecent } from "./positions.js";
export { drawRecords, shuffled } from "./records.js";
export { scoreInput, type AnswerScore, type InputScore, type Stretch } from "./score.js";
export { keptOf, type RowKeys, type WindowStrategy } from "./strategy.js";
