import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { minus } from "ncsparse-kit/claims/intervals";
import { trendClaim } from "ncsparse-kit/claims/kinds";
import { meanInterval } from "ncsparse-kit/probability";
import type { CopyMasses } from "../../measure/passages/copied-line.js";
import type { HeadOnPassage } from "../../measure/passages/passage-figures.js";
import { wholePilotPower } from "../practical/power.js";
import { HEADS, INDUCTION } from "./heads.js";
import { cellsOf, HYPOTHESES, meanOf, PILOT_RUNS, PILOT_WORDS, SCOPE, STUDENT } from "./means.js";
import { copySample, type Read } from "./samples.js";

/** A sink is a key that draws mass from every query; four times its share is little for one. */
const SINK = 4;

/** `ours`: no sink. */
export const noSink: Claim = trendClaim({
  id: "TA-sink",
  item: "StreamingLLM, in a trained model",
  title: "No head has a sink at the first key",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement: "In every head the first key holds less than four times its uniform share $1/n$.",
  sign: "negative",
  rule: `${STUDENT} of $n$ times the first key’s mass, less 4, must be negative.`,
  reason:
    "A first look found it. Training rows begin anywhere in a text, without a token that marks the beginning, and the model is small and briefly trained.",
  grid: cellsOf(HEADS),
  law:
    (): Read<HeadOnPassage> =>
    ({ places }) =>
      places.first,
  measure: async (cell, context, role, read: Read<HeadOnPassage>) => {
    const { draws, interval } = await meanOf(cell, read, context, role);
    return { draws, trend: minus(interval, SINK) };
  },
  caption: "$n$ times the mass on the first key, less 4 (mean over passages): a key as others are stands at $-3$.",
  chart: (result) => signForest(result, "$n$ times the first key’s mass, less 4"),
  control: {
    statement: "In L0H1 the query’s own key holds less than four times its share.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L0H1"]),
    law:
      (): Read<HeadOnPassage> =>
      ({ places }) =>
        places.own,
  },
});

/** `ours`: heads that look up what came next. */
export const inductionHeads: Claim = trendClaim({
  id: "TA-induction",
  item: "induction heads",
  title: "Two heads look for what followed an earlier copy",
  provenance: "ours",
  hypotheses: [
    "The byte model of `models/` on held-out passages in which one line of random letters, of 16 to 512 bytes, is repeated: 16 of 36 at random, controls 8 others.",
    HYPOTHESES[1]!,
  ],
  scope: "This model; L1H2 and L1H3; rows that see more than 512 keys. The line’s length varies with the passage.",
  statement:
    "More than half of their mass lies on the keys that stand right after an earlier copy of the query’s own byte.",
  sign: "positive",
  rule: `${STUDENT} of the mass on these keys, less one half, must be positive.`,
  reason: "Half of the training rows reward looking up; a head in layer 0 can tell each key what stands before it.",
  grid: cellsOf(INDUCTION),
  law:
    (): Read<CopyMasses> =>
    ({ next }) =>
      next,
  measure: async ({ head }, context, role, read: Read<CopyMasses>) => {
    const values = (await copySample(context, role)).of(head, read);
    return { draws: values.length, trend: minus(meanInterval(values), 0.5) };
  },
  caption: "Mass on the keys after earlier copies of the query’s byte, less one half (mean over passages).",
  chart: (result) => signForest(result, "mass after earlier copies, less one half"),
  control: {
    statement: "More than half of L1H3’s mass lies on these copies themselves.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L1H3"]),
    law:
      (): Read<CopyMasses> =>
      ({ same }) =>
        same,
  },
});
