import { differenceForest, signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { minus } from "ncsparse-kit/claims/intervals";
import { differenceClaim, trendClaim } from "ncsparse-kit/claims/kinds";
import { wholePilotPower } from "../practical/power.js";
import { HEADS, THIN } from "./heads.js";
import { cellsOf, HYPOTHESES, meanOf, PILOT_RUNS, PILOT_WORDS, STUDENT } from "./means.js";
import { exponent } from "./reads.js";

const SCOPE =
  "This model and prose of its kind; 24 rows of 16 to 1,024 keys, evenly spaced in the logarithm of their length. A slope over six doublings is no limit.";
const LEVEL = 0.9;

/** `ours`: sublinear growth of the needed keys. */
export const needGrowth: Claim = trendClaim({
  id: "TA-growth",
  item: "$n^C$-sparsity, in a trained model",
  title: "In fifteen of sixteen heads the needed keys grow more slowly than the row",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement:
    "The fewest keys that hold nine tenths of a row’s mass grow as $n^C$ with $C < 0.9$ in every head but L0H2.",
  sign: "negative",
  rule: `${STUDENT} of the least-squares slope of $\\ln k$ against $\\ln n$, less 0.9, must be negative.`,
  reason:
    "A first look found it. The keys near the query, or those that match it, do not become more as the row grows.",
  grid: cellsOf(HEADS.filter((head) => head !== THIN)),
  law: () => LEVEL,
  measure: async (cell, context, role, level: number) => {
    const { draws, interval } = await meanOf(cell, exponent, context, role);
    return { draws, trend: minus(interval, level) };
  },
  caption: "The exponent of the needed keys, less 0.9 (mean over passages): needs that do not grow stand at $-0.9$.",
  chart: (result) => signForest(result, "exponent of the needed keys, less 0.9"),
  control: {
    statement: "In L0H2 they grow more slowly than the root of the row’s length.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf([THIN]),
    law: () => 0.5,
  },
});

/** `ours`: a head beyond the freezing point. */
export const frozenHead: Claim = differenceClaim({
  id: "TA-frozen",
  item: "the frozen phase, in a trained model",
  title: "The head of the largest row scale is frozen",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} One head, L1H0, whose row scale is above $\\sqrt{2\\ln n}$.`,
  statement: "Its needed keys do not grow with the row: the exponent $C$ is 0 within 0.15.",
  tolerance: 0.15,
  rule: `${STUDENT} of the least-squares slope of $\\ln k$ against $\\ln n$ must lie within $0 \\pm 0.15$.`,
  reason:
    "From $c = 1$ on the limit law says so of Gaussian rows; here the query’s own key and those beside it hold the row.",
  grid: cellsOf(["L1H0"]),
  measure: async (cell, context, role) => {
    const { draws, interval } = await meanOf(cell, exponent, context, role);
    return { draws, difference: interval };
  },
  caption: "The exponent of the needed keys.",
  chart: (result) => differenceForest(result, "exponent of the needed keys"),
  control: {
    statement: "Nor do those of L1H3, whose scale is at the freezing point.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf(["L1H3"]),
  },
});
