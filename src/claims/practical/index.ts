import type { Claim } from "ncsparse-kit/claims/claim";
import { blindPatterns } from "./blind.js";
import { clusters } from "./clusters.js";
import { features } from "./features.js";
import { halfMass } from "./half-mass.js";
import { hitters, hittersGaussian } from "./hitters.js";
import { locality } from "./locality.js";
import { lowRank } from "./low-rank.js";
import { crossing } from "./mean-crossing.js";
import { outputKeys, outputSink } from "./output.js";
import { sinkLaw } from "./sink.js";

/** Practical methods, in reading order. */
export const PRACTICAL: readonly Claim[] = [
  blindPatterns,
  locality,
  sinkLaw,
  hitters,
  hittersGaussian,
  clusters,
  outputSink,
  outputKeys,
  halfMass,
  crossing,
  features,
  lowRank,
];
