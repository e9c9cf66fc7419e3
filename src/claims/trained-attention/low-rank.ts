import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { trendClaim } from "ncsparse-kit/claims/kinds";
import { meanInterval } from "ncsparse-kit/probability";
import { idealKeys, performer, polynomialSketch, valueMean, type Estimator } from "../../practical/estimators/index.js";
import type { ErrorOf } from "../practical/estimate-trend.js";
import { wholePilotPower } from "../practical/power.js";
import {
  affordableNames,
  ESTIMATE_BYTES,
  ESTIMATE_KEYS,
  estimateSample,
  recentKeys,
  type ErrorsByMethod,
} from "./estimates.js";
import { HEADS, THIN, type HeadName } from "./heads.js";
import { cellsOf, PILOT_RUNS, PILOT_WORDS, STUDENT, type HeadCell } from "./means.js";
import type { Read } from "./samples.js";

const LOW_RANK: readonly string[] = [performer, polynomialSketch, valueMean].map(({ name }) => name);
const WIDTH = 32;
/** Its polynomial sketch is near the window: twenty passages do not tell them apart. */
const CLOSE: HeadName = "L0H3";
const CELLS: readonly HeadCell[] = cellsOf(HEADS.filter((head) => head !== CLOSE));

/** ln of the least error at low rank, chosen after the fact on each passage, over that of kept keys. */
const lnAdvantage =
  (keys: Estimator): Read<ErrorsByMethod> =>
  (errors) =>
    Math.log(Math.min(...LOW_RANK.map((name) => errors[name]!.output)) / errors[keys.name]!.output);

const windowWins = lnAdvantage(recentKeys);
const idealWins = lnAdvantage(idealKeys);

/** `ours`: windows against low rank where rows are trained. */
export const windowsOrLowRank: Claim = trendClaim({
  id: "TA-low-rank",
  item: "Performer, PolySketchFormer, in a trained model",
  title:
    "A sliding window beats low rank where heads look near, and the mean beats the ideal keys where one spreads its rows",
  provenance: "ours",
  hypotheses: [
    `The byte model of \`models/\` on the first ${ESTIMATE_BYTES} bytes of prose that it has not seen: a run reads 20 passages at random, without replacement, and controls 16 others.`,
    "No preregistration: the heads’ signs were read off the same 96 passages before the rule was set.",
  ],
  scope: `This model and prose of its kind; causal rows, at the multiply-adds that ${ESTIMATE_KEYS} kept keys of a row cost. Nyströmformer and sampled keys are not defined for causal rows, and LSH buckets cost more than that. L0H3 is left out: its polynomial sketch is near the window, and twenty passages do not tell them apart.`,
  statement:
    "In fourteen heads the sliding window’s output error is smaller than the least of Performer’s, the polynomial sketch’s and the mean of the values’; in L0H2 the least of these is smaller than that of the ideal top-$k$.",
  sign: "positive",
  rule: `${STUDENT} of the logarithm of the loser’s output error over the winner’s must be positive.`,
  reason:
    "Rows of L0H2 are nearly flat, as Gaussian rows of small scale are, where low rank wins. In the others the mass is on few keys, most of them near.",
  grid: CELLS,
  law:
    ({ head }): Read<ErrorsByMethod> =>
    (errors) =>
      head === THIN ? -idealWins(errors) : windowWins(errors),
  measure: async ({ head }, context, role, read: Read<ErrorsByMethod>) => {
    const values = (await estimateSample(context, role)).of(head, read);
    return { draws: values.length, trend: meanInterval(values) };
  },
  caption:
    "Logarithm of the loser’s output error over the winner’s (mean over passages): in L0H2 the ideal top-$k$’s over the least at low rank, elsewhere the least at low rank over the sliding window’s.",
  chart: (result) => signForest(result, "ln(loser’s error / winner’s)"),
  control: {
    statement: "In L0H2, too, kept keys win: the ideal top-$k$’s error is smaller than the least at low rank.",
    power: () => wholePilotPower(PILOT_RUNS),
    how: PILOT_WORDS,
    grid: cellsOf([THIN]),
    law: () => idealWins,
  },
});

/** The head of `equalCostHeadTable`. */
export const EQUAL_COST_HEAD_HEADER: readonly string[] = [
  "head",
  ...affordableNames({ n: ESTIMATE_BYTES, d: WIDTH, w: WIDTH }),
];

/** A row for each head: geometric means over passages of one error of every method. */
export async function equalCostHeadTable(context: Context, of: ErrorOf): Promise<(string | number)[][]> {
  const sample = await estimateSample(context, "claim");
  const [, ...names] = EQUAL_COST_HEAD_HEADER;
  const mean = (head: HeadName, name: string): number =>
    Math.exp(meanInterval(sample.of(head, (errors) => Math.log(errors[name]![of] ?? NaN))).value);
  return HEADS.map((head) => [head, ...names.map((name) => mean(head, name))]);
}
