import { ideal, lshBuckets, slidingWindow } from "../methods/index.js";
import type { Estimator } from "./estimator.js";
import { keptKeys } from "./kept-keys.js";
import { nystromformer } from "./nystromformer.js";
import { performer } from "./performer.js";
import { polynomialSketch } from "./polynomial-sketch.js";
import { sampledKeys } from "./sampled-keys.js";
import { valueMean } from "./value-mean.js";

export { affordable, costOfKeys } from "./equal-cost.js";
export type { Cost, Estimate, Estimator, HeadShape } from "./estimator.js";
export { keptKeys } from "./kept-keys.js";
export { polynomialRow } from "./polynomial-sketch.js";
export { nystromformer, performer, polynomialSketch, sampledKeys, valueMean };

/** The ideal top-k, its choice for nothing: no choice of as many keys captures more. */
export const idealKeys: Estimator = keptKeys(ideal, "free");

/** Methods at what they cost altogether: those that attend to some of the keys, and those that attend to all at low rank. */
export const SPARSE: readonly Estimator[] = [
  keptKeys(slidingWindow, "counted"),
  keptKeys(lshBuckets, "counted"),
  sampledKeys,
];
export const LOW_RANK: readonly Estimator[] = [performer, nystromformer, polynomialSketch, valueMean];
export const ESTIMATORS: readonly Estimator[] = [...SPARSE, ...LOW_RANK];
