import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { limits, secants } from "./exponents.js";
import { along, l2, max, orthogonal, tv } from "./norms.js";
import { mislead, slopes } from "./slopes.js";
import { stable, unstable } from "./stability.js";

/** Every norm under every strategy, in reading order; NA-floor is a part of S0-sandwich. */
export const NORM_ATLAS: readonly Claim[] = [
  max,
  l2,
  tv,
  along,
  orthogonal,
  mergeClaims(secants, [stable, unstable], { title: "Which norms fall with $n$ under which window" }),
  limits,
  slopes,
  mislead,
];
