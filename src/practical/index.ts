/** Sparse attention as systems do it: which keys each method keeps, and what that leaves of the exact row. */
export { compareMethods, firstMeasured, type HeadComparison, type MethodErrors } from "./compare.js";
export { attentionRow, openHead, seenKeys, type Head, type HeadInput } from "./head.js";
export { estimateErrors, type EstimateErrors } from "./estimate-errors.js";
export * from "./estimators/index.js";
export * from "./inputs/index.js";
export { keptRow, type Kept } from "./kept.js";
export {
  capturedMass,
  headOutput,
  keptOutputError,
  outputErrorSquared,
  rowErrorSquared,
  type HeadOutput,
} from "./kept-errors.js";
export { meanCrossingFactors } from "./mean-crossing.js";
export type { Method } from "./method.js";
export * from "./methods/index.js";
