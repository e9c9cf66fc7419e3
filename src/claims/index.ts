export { countUnits, defineClaim, type Claim, type ClaimDefinition, type Context } from "./claim.js";
export { formatNumber, formatRange } from "./format.js";
export { CLAIMS, findClaim } from "./registry.js";
export * from "./result.js";
export { combine, judge, judgeFailureRate, judgeInequality, judgeRatio } from "./rules.js";
export { runClaim } from "./run.js";
