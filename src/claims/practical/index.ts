import type { Claim } from "ncsparse-kit/claims/claim";
import { blindPatterns } from "./blind.js";
import { clusters } from "./clusters.js";
import { hitters, hittersGaussian } from "./hitters.js";
import { locality } from "./locality.js";
import { outputKeys, outputSink } from "./output.js";
import { sinkLaw } from "./sink.js";

/** Practical windows, in reading order. */
export const PRACTICAL: readonly Claim[] = [
  blindPatterns,
  locality,
  sinkLaw,
  hitters,
  hittersGaussian,
  clusters,
  outputSink,
  outputKeys,
];
