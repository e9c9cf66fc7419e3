export { keptRatios, type KeptRatios } from "./kept-ratios.js";
export {
  ERROR_NORMS,
  limitExponent,
  lnNormLaw,
  strategyWindow,
  windowExponent,
  type ErrorNorm,
  type Strategy,
} from "./norms.js";
export { errorLaw, type ErrorLaw } from "./error-law.js";
