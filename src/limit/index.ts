export {
  capturedMassExponent,
  criticalWindow,
  frobeniusCriticalWindow,
  frobeniusErrorExponent,
  largestProbabilityExponent,
  maxErrorExponent,
  outputErrorLimit,
  participationRatioExponent,
  partitionExponent,
  rowErrorExponent,
  tailMassExponent,
} from "./exponents.js";
export { halfMassWindow, logCollapsedRows, logWindowFraction, ROW_COLLAPSE_SCALE, rowScale } from "./finite-size.js";
