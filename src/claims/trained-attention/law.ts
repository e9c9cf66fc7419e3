import { ratioForest, signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { ratioClaim, trendClaim } from "ncsparse-kit/claims/kinds";
import { minus } from "ncsparse-kit/claims/intervals";
import { wholePilotPower } from "../practical/power.js";
import { LOCAL, THIN, type HeadName } from "./heads.js";
import { cellsOf, HYPOTHESES, meanOf, PILOT_RUNS, PILOT_WORDS, SCOPE, STUDENT } from "./means.js";
import { lnFarRatio, lnNeededRatio } from "./reads.js";

const NEEDED = "the fewest keys that hold nine tenths of a row’s mass";

/** `ours`: a head without near or far keys of its own is a Gaussian row. */
export const thinLaw: Claim = ratioClaim({
  id: "TA-law",
  item: "the row law, in a trained model",
  title: "The head that spreads its rows needs as many keys as the law says",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} One head of sixteen, L0H2 (layer 0, head 2).`,
  statement: `Its needed keys, ${NEEDED}, are those of Gaussian rows of the same scales within a tenth.`,
  tolerance: 0.1,
  rule: `${STUDENT} of one over the other must lie within $1 \\pm 0.1$.`,
  reason:
    "At a scale far below $\\sqrt{2\\ln n}$ a row’s mass is a mean over many keys, whatever the law of its logits.",
  grid: cellsOf([THIN]),
  measure: async (cell, context, role) => {
    const { draws, interval } = await meanOf(cell, (head) => Math.exp(lnNeededRatio(head)), context, role);
    return { draws, ratio: interval };
  },
  caption: "Needed keys over those of Gaussian rows of the same scales.",
  chart: (result) => ratioForest(result, "needed keys"),
  control: {
    statement: "So are those of L0H3.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L0H3"]),
  },
});

/** `ours`: where the law asks for too much. */
export const localExcess: Claim = trendClaim({
  id: "TA-excess",
  item: "the row law, in a trained model",
  title: "Heads that look near need fewer keys than the law says",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} The thirteen heads that are neither L0H2 nor the two induction heads.`,
  statement: `Their needed keys, ${NEEDED}, are fewer than those of Gaussian rows with the same scales and the same logit of the query’s own key.`,
  sign: "positive",
  rule: `${STUDENT} of $\\ln$(Gaussian / measured needed keys) must be positive.`,
  reason:
    "A few keys at the row’s end stand above the others by more than a normal law of that scale lets the largest stand.",
  grid: cellsOf(LOCAL),
  law: () => 1,
  measure: async (cell, context, role, share: number) => {
    const { draws, interval } = await meanOf(cell, (head) => -lnNeededRatio(head), context, role);
    return { draws, trend: minus(interval, -Math.log(share)) };
  },
  caption:
    "Logarithm of the keys that Gaussian rows of the same scales need over those that the head needs (mean over passages): at 1 the head needs a third of them.",
  chart: (result) => signForest(result, "$\\ln$(Gaussian / measured needed keys)"),
  finding: () =>
    "In a small trained model the Gaussian law of a row’s scale is right for one head of sixteen; thirteen need far fewer keys, because their mass lies on the nearest ones.",
  control: {
    statement: "L0H2 needs fewer than half as many as Gaussian rows.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf([THIN]),
    law: () => 1 / 2,
  },
});

/** Those whose sign is clear; L0H3 still needs fewer keys than the law, and L3H1 cannot be told. */
const FAR: readonly HeadName[] = LOCAL.filter((head) => head !== "L0H3" && head !== "L3H1");

/** `ours`: without the near keys the law errs the other way. */
export const farShortfall: Claim = trendClaim({
  id: "TA-far",
  item: "the row law, in a trained model",
  title: "Their far keys alone need more than the law says",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} Eleven of these thirteen heads: L0H3 still needs fewer keys than the law, and L3H1 cannot be told.`,
  statement:
    "Without a row’s last 64 keys, what is left needs more keys for nine tenths of its own mass than Gaussian rows of its own scale.",
  sign: "positive",
  rule: `${STUDENT} of $\\ln$(measured / Gaussian needed keys) of that rest must be positive.`,
  reason:
    "The excess was the near keys’. Far logits are bounded: there are few kinds of bytes, and the largest far logits are many of about one size.",
  grid: cellsOf(FAR),
  law: () => lnFarRatio,
  measure: async (cell, context, role, read: typeof lnFarRatio) => {
    const { draws, interval } = await meanOf(cell, read, context, role);
    return { draws, trend: interval };
  },
  caption:
    "Logarithm of the needed keys over those of Gaussian rows of the same scale, the last 64 keys left out (mean over passages).",
  chart: (result) => signForest(result, "$\\ln$(measured / Gaussian needed keys), far keys"),
  control: {
    statement: "With all keys, too, L0H0 needs more than the law says.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L0H0"]),
    law: () => lnNeededRatio,
  },
});
