import { certain, exactTrendClaim, type Exact, type MeasuredTrend } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { signForest } from "ncsparse-kit/claims/charts";
import { formatNumber } from "ncsparse-kit/claims/format";
import { DYNAMIC_PAIR, mean, studentInterval } from "./comparison.js";
import { pairedDifferences } from "./table-2.js";
import { dynamicScope, EXCHANGEABLE, TABLE_HYPOTHESES } from "./words.js";

type FallCell = { readonly fall: string };

const CELLS: readonly FallCell[] = [{ fall: "constant − dynamic" }];
const CONTROL: readonly FallCell[] = [{ fall: "second − first dynamic" }];

/** Beside the paper's robustness sentence, "the average performance decreases a little": a comparison that it does not make. */
export const robustness: Claim = exactTrendClaim({
  id: "TB2-robust",
  item: "beside the robustness sentence of Section 7.2",
  title: "From the first dynamic row to the second less is lost than from k = 2048 to k = 1024",
  provenance: "ours",
  hypotheses: [...TABLE_HYPOTHESES, EXCHANGEABLE],
  scope: dynamicScope(),
  statement:
    "The paper says of its dynamic window that “the average performance decreases a little”, and compares with nothing. Here: the score falls by less from the first dynamic row to the second than from $k = 2048$ to $k = 1024$: the mean over the tasks of the one fall minus the other is positive.",
  sign: "positive",
  rule: "Student’s 95 % interval of the mean, over the 16 tasks, of the constants’ fall minus the dynamic rows’ must lie above 0.",
  reason: "The constants’ average falls by 7.4 points, the dynamic rows’ by 0.8.",
  grid: CELLS,
  measure: () => {
    const constant = pairedDifferences("k = 2048", "k = 1024");
    const dynamic = pairedDifferences(DYNAMIC_PAIR.first, DYNAMIC_PAIR.second);
    return {
      ...trendOf(constant.map((fall, i) => fall - dynamic[i]!)),
      note: `constant ${formatNumber(mean(constant) / 100)}, dynamic ${formatNumber(mean(dynamic) / 100)}`,
    };
  },
  caption:
    "The fall of the constant window minus that of the dynamic one, mean over the tasks with Student’s 95 % interval, in points. By how much the dynamic window shrank between its two rows is lost in the text.",
  chart: (result) => signForest(result, "points"),
  control: {
    statement: "Nothing is lost at all: the second dynamic row scores above the first.",
    power: certain("arithmetic on the printed scores, nothing is random"),
    grid: CONTROL,
    measure: () => trendOf(pairedDifferences(DYNAMIC_PAIR.second, DYNAMIC_PAIR.first)),
  },
});

function trendOf(differences: readonly number[]): Exact<MeasuredTrend> {
  return { trend: studentInterval(differences) };
}
