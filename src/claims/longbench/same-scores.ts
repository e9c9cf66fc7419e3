import { certain, exactDifferenceClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { forestChart } from "ncsparse-kit/claims/forest-chart";
import { exactly } from "ncsparse-kit/claims/intervals";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import type { ChartSpec } from "ncsparse-kit/figures";
import { sharedScores, shareOf, type SharedScores } from "./coincidence.js";
import { OTHER_ROWS } from "./other-tables.js";
import { METHODS, type Method } from "./table-2.js";
import { TABLE_HYPOTHESES } from "./words.js";

/** A row of Table 2, and a row of the other paper by its name there. */
type PairCell = { readonly row: Method; readonly beside: string };

const PAIRS: readonly PairCell[] = OTHER_ROWS.map(({ row, name }) => ({ row, beside: name }));
const OTHER_PAIRS: readonly PairCell[] = METHODS.flatMap((row) =>
  PAIRS.filter((pair) => pair.row !== row).map(({ beside }) => ({ row, beside })),
);

/** How many scores each row shares, as they were counted when the tables were first set side by side. */
const STATED: Readonly<Record<Method, number>> = {
  "dynamic, second": 16,
  "dynamic, first": 9,
  "k = 1024": 16,
  "k = 2048": 13,
  full: 16,
};

function sharedBy({ row, beside }: PairCell): SharedScores {
  return sharedScores(
    row,
    OTHER_ROWS.find(({ name }) => name === beside)!,
  );
}

/** The scores that stand in another paper's tables, too, counted. */
export const sameScores: Claim = exactDifferenceClaim({
  id: "TB2-same-scores",
  item: "Table 2",
  title: "Scores of all five rows stand in another paper’s tables, too",
  provenance: "ours",
  hypotheses: [
    ...TABLE_HYPOTHESES,
    "The scores of the other paper’s Tables 5 and 11 (arXiv 2406.02069) as printed: the same model, the same tasks. Three cells of one row could not be read in the copy at hand.",
  ],
  scope: "These tables of two papers (arXiv 2404.02690v2 and arXiv 2406.02069). How it came about is not known here.",
  statement: `Task by task, a row of the other paper has the same scores: ${STATED["dynamic, second"]} of 16 of the second dynamic row, ${STATED["dynamic, first"]} of 16 of the first, all ${STATED.full} of exact attention and ${STATED["k = 1024"]} of $k = 1024$, and of $k = 2048$ all ${STATED["k = 2048"]} that could be read.`,
  tolerance: 0,
  rule: "The number of equal scores, compared in whole hundredths, minus the stated number must be 0.",
  reason: "The tables were set side by side cell by cell, and the equal scores counted, before this was written.",
  grid: PAIRS,
  measure: (cell) => {
    const { equal, read } = sharedBy(cell);
    return { difference: exactly(equal - STATED[cell.row]), note: `${equal} of ${read} equal` };
  },
  finding: () =>
    `In the paper’s Table 2, ${shareOf("dynamic, second")} scores of the second dynamic row and ${shareOf("dynamic, first")} of the first stand under another method’s name in another paper, too (arXiv 2406.02069, Table 5); until that is explained, comparisons with the dynamic rows carry no weight for Proposition 7.2.`,
  caption:
    "The share of each row’s scores that are equal, task by task, to those of one row of the other paper, of the scores that could be read in both; the line is at all of them, and what is judged is the count that the claim states. Last, the largest share of any other pair of rows.",
  chart: shareChart,
  control: {
    statement:
      "Each row of Table 2 has as many scores in common with each of the other paper’s rows that stand beside the other four.",
    power: certain("arithmetic on the printed scores, nothing is random"),
    grid: OTHER_PAIRS,
  },
});

function shareChart(result: ClaimResult): ChartSpec {
  const share = (cell: PairCell): number => sharedBy(cell).equal / sharedBy(cell).read;
  const row = (label: string, value: number, { outcome }: Pick<ClaimResult, "outcome">) => ({
    ...{ label, value, low: value, high: value, outcome },
  });
  const others = Math.max(...OTHER_PAIRS.map(share));
  return forestChart({
    rows: [
      ...result.cells.map((cell, i) => row(PAIRS[i]!.row, share(PAIRS[i]!), cell)),
      row(`${OTHER_PAIRS.length} other pairs (control)`, others, result.control),
    ],
    axis: { title: "share of equal scores", domain: [0, 1] },
    target: 1,
    targetLabel: "all equal",
    description: `Equal scores of those that could be read: ${PAIRS.map(({ row: name }) => `${name} ${shareOf(name)}`).join("; ")}. The other ${OTHER_PAIRS.length} pairs of rows have at most a share of ${others}.`,
  });
}
