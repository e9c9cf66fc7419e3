import type { Claim } from "ncsparse-kit/claims/claim";
import { frozenHead, needGrowth } from "./growth.js";
import { farShortfall, localExcess, thinLaw } from "./law.js";
import { orderMass, placeMass } from "./order.js";
import { windowsOrLowRank } from "./low-rank.js";
import { inductionHeads, noSink } from "./places.js";

/** A trained model's attention, in reading order. */
export const TRAINED_ATTENTION: readonly Claim[] = [
  thinLaw,
  localExcess,
  farShortfall,
  orderMass,
  placeMass,
  noSink,
  inductionHeads,
  needGrowth,
  frozenHead,
  windowsOrLowRank,
];
