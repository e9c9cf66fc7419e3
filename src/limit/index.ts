export * from "./atlas/index.js";
export { entryLawValue } from "./entry-law.js";
export { collapseLength, collapses, type CollapseLength } from "./collapse-length.js";
export {
  capturedMassExponent,
  criticalWindow,
  frobeniusCriticalWindow,
  frobeniusErrorExponent,
  largestProbabilityExponent,
  matrixMaxCriticalWindow,
  matrixMaxErrorExponent,
  maxErrorExponent,
  outputErrorLimit,
  participationRatioExponent,
  partitionExponent,
  rowErrorExponent,
  tailMassExponent,
} from "./exponents.js";
export {
  criticalLineMass,
  halfMassWindow,
  logCollapsedRows,
  logWindowFraction,
  outputErrorLaw,
  ROW_COLLAPSE_SCALE,
  rowScale,
} from "./finite-size.js";
export { gapCountLimit, gapCountScale } from "./gap-count.js";
export { FrobeniusLaw } from "./frobenius-law.js";
export {
  lawParameter,
  lawScale,
  lawSlope,
  limitParameter,
  limitWindowExponent,
  type LengthLaw,
  type YarnLaw,
} from "./length-law.js";
export { MatrixMaxLaw } from "./matrix-max-law.js";
export { countOf, type Count, type Size } from "./sampler/count.js";
export { DRAWN_UP_TO, RowSampler, type RowLaw, type RowSample, type WindowSample } from "./sampler/row-sampler.js";
export {
  effectiveIndex,
  expectedEntriesAbove,
  expectedRatio,
  expectedSquares,
  expectedTail,
  ratioCdf,
} from "./poisson-dirichlet.js";
export { windowHolding } from "./window-holding.js";
export { typicalRow, typicalSums, type TypicalRow, type TypicalSums } from "./typical-row.js";
