/** The kinds of claims. A kind fixes the rule and what a measurement is; the definition says the rest. */
export { boundClaim, type FailureCount } from "./bound-claim.js";
export { certain } from "./certain.js";
export type { Cells, ControlWording, Exact, KnownPower, OwnControl, Role, Wording } from "./definition.js";
export { differenceClaim, exactDifferenceClaim, type MeasuredDifference } from "./difference-claim.js";
export { inequalityClaim, type MeasuredExcess } from "./inequality-claim.js";
export { exactRatioClaim, ratioClaim, type MeasuredRatio } from "./ratio-claim.js";
export { exactTrendClaim, trendClaim, type MeasuredTrend } from "./trend-claim.js";
