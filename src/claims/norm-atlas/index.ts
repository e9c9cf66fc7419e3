import type { Claim } from "../claim.js";
import { limits, secants } from "./exponents.js";
import { floor } from "./floors.js";
import { along, l2, max, orthogonal, tv } from "./norms.js";
import { mislead, slopes } from "./slopes.js";
import { stable, unstable } from "./stability.js";

/** Every norm under every strategy, in reading order. */
export const NORM_ATLAS: readonly Claim[] = [
  max,
  l2,
  tv,
  along,
  orthogonal,
  secants,
  limits,
  floor,
  stable,
  unstable,
  slopes,
  mislead,
];
