import { mergeClaims, type Claim } from "ncsparse-kit/claims/claim";
import { floor } from "../norm-atlas/floors.js";
import { diagonalMean } from "./diagonal-mean.js";
import { identities, sandwich } from "./identities.js";
import { variance } from "./proxy.js";
import { reduction } from "./reduction.js";
import { monotone, trend } from "./stability.js";

/** The setting: what everything else rests on, in reading order. */
export const SETTING: readonly Claim[] = [
  reduction,
  variance,
  diagonalMean,
  identities,
  mergeClaims(sandwich, [floor], {}),
  mergeClaims(trend, [monotone], {
    title: "Definition 3.5 asks for a trend: rounding the window breaks a strict fall",
  }),
];
