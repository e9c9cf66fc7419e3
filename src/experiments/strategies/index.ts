export * from "./equal-cost.js";
export * from "./error-curve.js";
export * from "./optimal.js";
export * from "./threshold.js";
