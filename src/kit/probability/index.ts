export { bootstrapMeanInterval, type UniformSource } from "./bootstrap.js";
export {
  incompleteBeta,
  incompleteBetaComplement,
  logBetaDensity,
  logIncompleteBeta,
  logIncompleteBetaComplement,
} from "./beta.js";
export { binomialCdf, binomialTail, logBinomialCdf, logBinomialTail } from "./binomial.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareTail } from "./chi-square.js";
export { clopperPearson, drawsToDecide } from "./clopper-pearson.js";
export { logGammaDifferenceTail } from "./gamma-difference.js";
export { gammaP, gammaQ, logGammaDensity, logGammaP, logGammaQ } from "./gamma.js";
export { inverseIncompleteBeta, inverseIncompleteBetaComplement } from "./inverse-beta.js";
export { LEVEL } from "./level.js";
export { logGamma } from "./log-gamma.js";
export { meanInterval } from "./mean-interval.js";
export { logNormalDifference } from "./normal-difference.js";
export {
  normalQuantile,
  normalQuantileFromLog,
  normalTailQuantile,
  normalTailQuantileFromLog,
} from "./normal-quantile.js";
export { logNormalCdf, logNormalPdf, logNormalTail, normalCdf, normalHazard, normalPdf, normalTail } from "./normal.js";
export { quantileInterval } from "./order-statistic-interval.js";
export { ratioInterval } from "./proportion-ratio.js";
export { poissonInterval } from "./poisson-interval.js";
export { bisect, firstInteger, firstPowerOfTwo } from "./search.js";
export { lowestPValue, signedRankTest, signFlipTest, signTest, type SignedRankTest } from "./sign-flip.js";
export { detectableEffect, studentPower, studentQuantile, studentTwoSided } from "./student.js";
