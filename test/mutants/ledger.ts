/** Errors of the ledger's files and counts, and of the comparison of two runs. */
import type { Mutant } from "./mutant.js";

const OUTPUTS_TEST = "test/report/ledger/outputs.test.ts";
const LEDGER_TEST = "test/report/ledger/ledger.test.ts";
const CLAIM_CHANGES_TEST = "test/report/ledger/claim-changes.test.ts";
const COMPARE_TEST = "test/report/ledger/compare.test.ts";
const COMPARE = "report/ledger/compare.ts";

export const LEDGER_MUTANTS: readonly Mutant[] = [
  {
    id: "LEDG-one-hold",
    error: "one claim hold",
    file: "report/ledger/tally.ts",
    find: 'outcome === "holds" && count > 1 ?',
    replace: 'outcome === "holds" ?',
    noticedBy: {
      file: "test/report/ledger/summary.test.ts",
      test: "begins with the counts and a link to the page, and folds the claims",
    },
  },
  {
    id: "LEDG-junit-cells",
    error: "failed cells left out of the failures of JUnit",
    file: "report/ledger/junit.ts",
    find: "problemOf(claim) !== null).length + failures.length;",
    replace: "problemOf(claim) !== null).length;",
    noticedBy: { file: OUTPUTS_TEST, test: "has a case a claim and a failed cell, failures with their reason" },
  },
  {
    id: "LEDG-junit-control",
    error: "a missed control not told beside another failure",
    file: "report/ledger/tally.ts",
    find: "...(control.asExpected ? [] :",
    replace: "...(control.asExpected || !asExpected ? [] :",
    noticedBy: { file: OUTPUTS_TEST, test: "says of a claim both that it deviates and that its control was missed" },
  },
  {
    id: "LEDG-csv-ends",
    error: "the ends of intervals exchanged in claims.csv",
    file: "report/ledger/claims-csv.ts",
    find: "[interval.value, interval.low, interval.high]",
    replace: "[interval.value, interval.high, interval.low]",
    noticedBy: { file: OUTPUTS_TEST, test: "has every number of every cell to its last digit" },
  },
  {
    id: "LEDG-csv-control",
    error: "a control's cells said to be expected as the claim's",
    file: "report/ledger/claims-csv.ts",
    find: 'role === "claim" ? statement.expected.outcome : statement.control.expected',
    replace: "statement.expected.outcome",
    noticedBy: { file: OUTPUTS_TEST, test: "expects of a claim's cells what the claim expects" },
    unnoticedAtFirst: true,
  },
  {
    id: "LEDG-abstract-controls",
    error: "the abstract says that every control came out as it must where every claim did",
    file: "report/ledger/abstract.ts",
    find: "asRequired === controls ?",
    replace: "asExpected === total ?",
    noticedBy: { file: LEDGER_TEST, test: "tells how many controls came out as they must" },
    unnoticedAtFirst: true,
  },
  {
    id: "LEDG-letters",
    error: "findings lettered from b on",
    file: "report/document/claim-labels.ts",
    find: "const rest = count - 1;",
    replace: "const rest = count;",
    noticedBy: {
      file: "test/report/document/claim-labels.test.ts",
      test: "is a finding with its chapter's number and the next letter, neither l nor o, where it",
    },
  },
  {
    id: "LEDG-caught-expected",
    error: "controls counted as caught where their claim is as expected",
    file: "report/ledger/claims-file.ts",
    find: "controlsAsExpected: claims.filter(controlsSound).length",
    replace: "controlsAsExpected: claims.filter((claim) => claim.asExpected).length",
    noticedBy: { file: LEDGER_TEST, test: "counts outcomes, expectations and controls" },
  },
  {
    id: "LEDG-clean-cells",
    error: "a run without failed cells is clean whatever its claims",
    file: "report/ledger/claims-file.ts",
    find: "controlsAsExpected === claims && notebooks.every",
    replace: "controlsAsExpected === claims || notebooks.every",
    noticedBy: { file: LEDGER_TEST, test: "is clean only without deviation, missed control and failed cell" },
  },
  {
    id: "DIFF-fewer-more",
    error: "fewer draws told as more",
    file: "report/ledger/grid-changes.ts",
    find: "const fewer = is.draws < was.draws;",
    replace: "const fewer = is.draws > was.draws;",
    noticedBy: { file: CLAIM_CHANGES_TEST, test: "is told with the cell" },
  },
  {
    id: "DIFF-overlap",
    error: "disjoint intervals of tightness taken to overlap",
    file: "report/ledger/tightness.ts",
    find: "(is.low <= was.high && was.low <= is.high)",
    replace: "(is.low <= was.high || was.low <= is.high)",
    noticedBy: { file: COMPARE_TEST, test: "tells a tightness only where it moved beyond both intervals" },
  },
  {
    id: "DIFF-reciprocal",
    error: "the interval of bound / measured with measured in the numerator",
    file: "report/ledger/tightness.ts",
    find: "(cell.tightness! * value) / end",
    replace: "(cell.tightness! * end) / value",
    noticedBy: { file: COMPARE_TEST, test: "tells a tightness only where it moved beyond both intervals" },
    unnoticedAtFirst: true,
  },
  {
    id: "DIFF-hypotheses",
    error: "a condition less called weaker",
    file: "report/ledger/claim-changes.ts",
    find: 'effect: dropped.length === 0 ? "weakened"',
    replace: 'effect: added.length === 0 ? "weakened"',
    noticedBy: { file: CLAIM_CHANGES_TEST, test: "every change is told with the words of before and after" },
  },
  {
    id: "DIFF-tolerance",
    error: "a stricter tolerance called weaker",
    file: "report/ledger/claim-changes.ts",
    find: "mustHold && now > old",
    replace: "mustHold && now < old",
    noticedBy: {
      file: CLAIM_CHANGES_TEST,
      test: "is weaker with a larger tolerance where the statement must hold, and else another one",
    },
  },
  {
    id: "DIFF-severity",
    error: "changed outcomes listed from the least serious on",
    file: COMPARE,
    find: "severity(a) - severity(b)",
    replace: "severity(b) - severity(a)",
    noticedBy: {
      file: COMPARE_TEST,
      test: "puts outcomes that left their expectation first, and names new and lost claims",
    },
  },
  {
    id: "DIFF-partial",
    error: "a claim not missed where its notebook is gone",
    file: COMPARE,
    find: "!after.partial || executed.has(notebook)",
    replace: "executed.has(notebook)",
    noticedBy: {
      file: "test/report/cli/diff.test.ts",
      test: "exits with 1, and names the claim in a section of its own",
    },
  },
  {
    id: "DIFF-absolute",
    error: "small numbers that moved by a factor taken for rounding",
    file: "report/ledger/change.ts",
    find: "slack * Math.max(Math.abs(before), Math.abs(after))",
    replace: "slack",
    noticedBy: {
      file: CLAIM_CHANGES_TEST,
      test: "let a bound that depends on the draws move within what was measured",
    },
  },
  {
    id: "DIFF-target",
    error: "a cell's lower target called weaker",
    file: "report/ledger/grid-changes.ts",
    find: "mustHold && is.target > was.target",
    replace: "mustHold && is.target < was.target",
    noticedBy: { file: CLAIM_CHANGES_TEST, test: "is told with the cell" },
  },
  {
    id: "DIFF-durations",
    error: "durations before and after exchanged",
    file: COMPARE,
    find: "before: before[notebook]!, after: seconds",
    replace: "before: seconds, after: before[notebook]!",
    noticedBy: { file: COMPARE_TEST, test: "compares durations of notebooks that both have, whatever their names" },
  },
];
