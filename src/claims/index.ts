export { countUnits, defineClaim, type Claim, type ClaimDefinition, type Context } from "./claim.js";
export { formatNumber, formatRange } from "./format.js";
export { rowScales, type RowScales } from "./lemma-4.2/row-scales.js";
export { CLAIMS, findClaim } from "./registry.js";
export * from "./result.js";
export { combine, judge, judgeDifference, judgeFailureRate, judgeInequality, judgeRatio, judgeSign } from "./rules.js";
export { runClaim } from "./run.js";
export { allBoundsChart } from "./theorem-4.3/figures.js";
export { reach, type Reach } from "./theorem-4.3/reach.js";
