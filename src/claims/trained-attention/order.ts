import { differenceForest, signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceClaim, trendClaim } from "ncsparse-kit/claims/kinds";
import type { HeadOnPassage } from "../../measure/passages/passage-figures.js";
import { wholePilotPower } from "../practical/power.js";
import { HEADS, LOCAL } from "./heads.js";
import { cellsOf, HYPOTHESES, meanOf, PILOT_RUNS, PILOT_WORDS, SCOPE, STUDENT } from "./means.js";
import type { Read } from "./samples.js";

const SHUFFLED =
  "Shuffled: each key of a row but the query’s own is moved to a random other one’s place, by the rotary embedding of that place.";

/** `ours`: what the order of the keys is worth to the ideal top-k. */
export const orderMass: Claim = differenceClaim({
  id: "TA-order",
  item: "top-k, in a trained model",
  title: "Shuffled keys leave the captured mass as it is",
  provenance: "ours",
  hypotheses: [...HYPOTHESES, SHUFFLED],
  scope: SCOPE,
  statement:
    "In every head the 16 largest entries capture the same mass, within a tenth of all, when the row’s keys are shuffled.",
  tolerance: 0.1,
  rule: `${STUDENT} of the captured mass less that of the shuffled row must lie within $0 \\pm 0.1$.`,
  reason:
    "A first look found it. A logit is then nearly a sum of what the key is and of where it stands, and shuffling changes neither list, only the pairs.",
  grid: cellsOf(HEADS),
  law:
    (): Read<HeadOnPassage> =>
    ({ measured, shuffled }) =>
      measured.mass - shuffled.mass,
  measure: async (cell, context, role, read: Read<HeadOnPassage>) => {
    const { draws, interval } = await meanOf(cell, read, context, role);
    return { draws, difference: interval };
  },
  caption: "Mass that the 16 largest entries capture, less that of the same row with shuffled keys.",
  chart: (result) => differenceForest(result, "captured mass less that of shuffled keys"),
  control: {
    statement: "In L0H3 they do so, too, when the logits are replaced by normals of the row’s scale.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L0H3"]),
    law:
      (): Read<HeadOnPassage> =>
      ({ measured, gaussian }) =>
        measured.mass - gaussian.mass,
  },
});

/** `ours`: locality is of places, not of what stands there. */
export const placeMass: Claim = trendClaim({
  id: "TA-place",
  item: "locality, in a trained model",
  title: "Near places draw the mass, whichever keys stand there",
  provenance: "ours",
  hypotheses: [...HYPOTHESES, SHUFFLED],
  scope: `${SCOPE} The thirteen heads that look near.`,
  statement: "When the keys are shuffled, the row’s last 16 places still hold more than half of what they held.",
  sign: "positive",
  rule: `${STUDENT} of the mass on the last 16 places of the shuffled row, less half of that of the row, must be positive.`,
  reason: "A first look found it: the model has learned to look at distances by its rotary embedding.",
  grid: cellsOf(LOCAL),
  law:
    (): Read<HeadOnPassage> =>
    ({ places }) =>
      places.recentShuffled - places.recent / 2,
  measure: async (cell, context, role, read: Read<HeadOnPassage>) => {
    const { draws, interval } = await meanOf(cell, read, context, role);
    return { draws, trend: interval };
  },
  caption: "Mass on the last 16 places of the shuffled row, less half of what they held before.",
  chart: (result) => signForest(result, "mass after shuffling less half of that before"),
  control: {
    statement: "In L1H1 the keys that stood there do, wherever they stand now.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L1H1"]),
    law:
      (): Read<HeadOnPassage> =>
      ({ places }) =>
        places.recentFollowed - places.recent / 2,
  },
});
