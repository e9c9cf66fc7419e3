import { inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { cellLabel } from "ncsparse-kit/claims/charts";
import { formatNumber } from "ncsparse-kit/claims/format";
import { forestChart } from "ncsparse-kit/claims/forest-chart";
import type { ChartSpec } from "ncsparse-kit/figures";
import { ULP } from "ncsparse-kit/claims/rounding";
import type { CellResult, ClaimResult } from "ncsparse-kit/claims/result";
import { detectableDifference, FIRST_PAIR, mean, SECOND_PAIR, TEST_LEVEL, TESTS, type Pair } from "./comparison.js";
import { differencesChart } from "./figures.js";
import { pairedDifferences } from "./table-2.js";
import { dynamicScope, EXCHANGEABLE, TABLE_HYPOTHESES, WITHOUT_WEIGHT } from "./words.js";

type TestCell = { readonly test: string };
type PairCell = { readonly pair: string };

const TEST_CELLS: readonly TestCell[] = Object.keys(TESTS).map((test) => ({ test }));
const CERTAIN = { value: 1, how: "certain: exact arithmetic on the printed scores, nothing is random" } as const;

/** ln left - ln right of numbers that took few operations each. */
function lnExcess(left: number, right: number): MeasuredExcess {
  return { excess: Math.log(left) - Math.log(right), roundingBound: 64 * ULP };
}

const pValueOf = ({ test }: TestCell, { first, second }: Pair): number =>
  TESTS[test]!(pairedDifferences(first, second));

/** The comparison at the larger constant: 8 tasks up, 8 down. */
export const firstUndecided: Claim = inequalityClaim({
  id: "TB2-first",
  item: WITHOUT_WEIGHT,
  title: "The table does not tell the first dynamic row from k = 2048",
  provenance: "ours",
  hypotheses: [...TABLE_HYPOTHESES, EXCHANGEABLE],
  scope: dynamicScope(),
  statement:
    "The first dynamic row scores higher than $k = 2048$ on the average. Paired over the tasks, no test at the two-sided level $5\\,\\%$ finds a difference: $p > 0.05$ in each of four.",
  rule: "$\\ln 0.05 - \\ln p$ must not be positive, for each test's exact $p$.",
  reason: "It is higher on 8 tasks and lower on 8, and the mean difference is a tenth of the differences’ spread.",
  grid: TEST_CELLS,
  measure: (cell) => {
    const p = pValueOf(cell, FIRST_PAIR);
    return { ...lnExcess(TEST_LEVEL, p), note: `p = ${formatNumber(p)}` };
  },
  finding: () => {
    const of = ({ first, second }: Pair): string => formatNumber(mean(pairedDifferences(first, second)) / 100);
    return `In the paper’s Table 2 the second dynamic row is ${of(SECOND_PAIR)} points above $k = 1024$, a row whose scores the other paper prints for a cache of 64; the first one’s lead of ${of(FIRST_PAIR)} over $k = 2048$ cannot be told from 0 with 16 tasks. Scores of both dynamic rows are printed in another paper, too; until that is explained, neither comparison carries weight for Proposition 7.2.`;
  },
  caption:
    "The paper’s Table 2, paired: dynamic minus constant, for each task (points) and as a mean for each category and for all (diamonds, with Student’s 95 % interval; intervals of two or three tasks run off the plot). Left, against $k = 2048$, the mean of all cannot be told from 0; right, against $k = 1024$, it is. Both are arithmetic on printed scores that in part stand in another paper, too; until that is explained, neither carries weight for Proposition 7.2.",
  chart: differencesChart,
  control: {
    statement: "Nor does it tell the *second* dynamic row from $k = 1024$.",
    power: () => CERTAIN,
    grid: TEST_CELLS,
    measure: (cell) => lnExcess(TEST_LEVEL, pValueOf(cell, SECOND_PAIR)),
  },
});

/** The comparison at the smaller constant. */
export const secondDecided: Claim = inequalityClaim({
  id: "TB2-second",
  item: WITHOUT_WEIGHT,
  title: "The second dynamic row scores above k = 1024 (a test of ours: the paper compares in words)",
  provenance: "ours",
  hypotheses: [...TABLE_HYPOTHESES, EXCHANGEABLE],
  scope: dynamicScope(),
  statement:
    "The second dynamic row scores higher than $k = 1024$, and paired over the tasks each of four tests says so at the two-sided level $5\\,\\%$: $p \\le 0.05$.",
  rule: "$\\ln p - \\ln 0.05$ must not be positive, for each test's exact $p$.",
  reason: "It is higher on 14 of 16 tasks, by 6.9 points in the mean.",
  grid: TEST_CELLS,
  measure: (cell) => {
    const p = pValueOf(cell, SECOND_PAIR);
    return { ...lnExcess(p, TEST_LEVEL), note: `p = ${formatNumber(p)}` };
  },
  caption:
    "The exact two-sided $p$ of each test, second dynamic row against $k = 1024$; the level is 0.05. All four agree, whether they look at signs, at ranks or at sizes. It is arithmetic on scores that stand in another paper, too; until that is explained, it carries no weight for Proposition 7.2.",
  chart: (result) => pValueChart(result),
  control: {
    statement: "The same of the *first* dynamic row against $k = 2048$.",
    power: () => CERTAIN,
    grid: TEST_CELLS,
    measure: (cell) => lnExcess(pValueOf(cell, FIRST_PAIR), TEST_LEVEL),
  },
});

const FIRST_CELLS: readonly PairCell[] = [{ pair: "dynamic, first − k = 2048" }];
const SECOND_CELLS: readonly PairCell[] = [{ pair: "dynamic, second − k = 1024" }];

/** What 16 tasks can show at all. */
export const power: Claim = inequalityClaim({
  id: "TB2-power",
  item: "reach of Table 2",
  title: "Sixteen tasks could not have shown a lead of this size",
  provenance: "ours",
  hypotheses: [
    ...TABLE_HYPOTHESES,
    "Differences roughly normal with the spread that the table shows (the sizes of the differences, not their signs, enter).",
  ],
  scope: dynamicScope(),
  statement:
    "The mean lead of the first dynamic row over $k = 2048$ is smaller than the smallest mean difference that a two-sided test at $5\\,\\%$ over 16 such tasks would find in four of five tables.",
  rule: "$\\ln$ of the observed mean difference minus $\\ln$ of the detectable one ($\\delta$ with power 0.8 of Student’s test at the observed deviation) must not be positive.",
  reason: "At power 0.8, 16 differences show a mean of 0.75 standard deviations; the observed one is 0.09.",
  grid: FIRST_CELLS,
  measure: () => againstDetectable(FIRST_PAIR),
  caption:
    "The mean difference as a share of the smallest that 16 tasks of that spread would show (1, green). The first comparison stands far below what the table could have told, the second above.",
  chart: (result) => detectableChart(result),
  control: {
    statement: "The lead of the second dynamic row over $k = 1024$ is too small to be found, too.",
    power: () => CERTAIN,
    grid: SECOND_CELLS,
    measure: () => againstDetectable(SECOND_PAIR),
  },
});

function againstDetectable(pair: Pair): MeasuredExcess {
  const differences = pairedDifferences(pair.first, pair.second);
  const [observed, detectable] = [mean(differences) / 100, detectableDifference(differences)];
  return {
    ...lnExcess(observed, detectable),
    note: `observed ${formatNumber(observed)}, detectable ${formatNumber(detectable)}`,
  };
}

function pValueChart(result: ClaimResult): ChartSpec {
  return levelChart(result, "exact two-sided $p$", (cell) => pValueOf(cell.parameters as TestCell, SECOND_PAIR));
}

function levelChart(result: ClaimResult, title: string, of: (cell: CellResult) => number): ChartSpec {
  return forestChart({
    rows: result.cells.map((cell) => {
      const value = of(cell);
      return { label: cellLabel(cell), value, low: value, high: value, outcome: cell.outcome };
    }),
    axis: { title, scale: "log", domain: [1e-4, 1] },
    target: TEST_LEVEL,
    targetLabel: "0.05",
    description: `${title.replaceAll("$", "")}: ${result.cells.map((cell) => `${cellLabel(cell)} ${formatNumber(of(cell))}`).join("; ")}; level 0.05.`,
  });
}

function detectableChart(result: ClaimResult): ChartSpec {
  const share = (pair: Pair): number => {
    const differences = pairedDifferences(pair.first, pair.second);
    return mean(differences) / 100 / detectableDifference(differences);
  };
  const row = (label: string, pair: Pair, outcome: CellResult["outcome"]) => {
    const value = share(pair);
    return { label, value, low: value, high: value, outcome };
  };
  return forestChart({
    rows: [
      row(FIRST_CELLS[0]!.pair, FIRST_PAIR, result.outcome),
      row(`${SECOND_CELLS[0]!.pair} (control)`, SECOND_PAIR, result.control.outcome),
    ],
    axis: { title: "observed / detectable mean difference", domain: [0, 1.5] },
    target: 1,
    targetLabel: "detectable",
    description: `Observed over detectable mean difference: ${formatNumber(share(FIRST_PAIR))} for the first comparison, ${formatNumber(share(SECOND_PAIR))} for the second.`,
  });
}
