import { describe, expect, it } from "vitest";
import { PLAIN_COMPARISON } from "../../../report/cli/plain-comparison.js";
import { compareRuns } from "../../../report/ledger/compare.js";
import { comparisonLines } from "../../../report/ledger/comparison-text.js";
import { MARKDOWN_COMPARISON } from "../../../report/ledger/markdown-comparison.js";
import type { LedgerEntry } from "../../../report/types.js";
import type { CellResult, Outcome } from "../../../src/kit/claims/result.js";
import { statementsOf } from "../../../report/document/statements.js";
import { MERGED_CLAIM, SPARSITY_CLAIM, ledgerEntry } from "../../fixtures/report/claims.js";
import { recordedRun } from "../../support/recorded-run.js";

const base = ledgerEntry(SPARSITY_CLAIM, "00-a");

function entry(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...base, id, ...change };
}
const came = (outcome: Outcome): Partial<LedgerEntry> => ({
  outcome,
  asExpected: outcome === "holds",
  expected: { outcome: "holds", reason: "" },
});
function cell(n: number, tightness: number, spread = 0.1): CellResult {
  const measured = { value: 1, low: 1 - spread, high: 1 + spread };
  return { ...base.cells[0]!, parameters: { n }, measured, bound: tightness, tightness };
}

describe("comparing two runs", () => {
  it("puts outcomes that left their expectation first, and names new and lost claims", () => {
    const before = recordedRun([entry("A", came("violated")), entry("B", came("holds")), entry("C", came("holds"))]);
    const after = recordedRun([entry("A", came("holds")), entry("B", came("violated")), entry("D", came("holds"))]);
    const found = compareRuns(before, after);
    expect(found.outcomes.map(({ id, before: was, after: is, asExpected }) => [id, was, is, asExpected])).toEqual([
      ["B", "holds", "violated", false],
      ["A", "violated", "holds", true],
    ]);
    expect(found).toMatchObject({ added: ["D"], deviations: ["B"] });
    expect(found.weakened.at(0)).toMatchObject({ id: "C", changes: [{ effect: "removed", what: "claim" }] });
  });

  it("counts a missed control as a deviation, changed or not", () => {
    const missed = entry("A", { ...came("holds"), control: { ...base.control, outcome: "holds", asExpected: false } });
    expect(compareRuns(recordedRun([missed]), recordedRun([missed]))).toMatchObject({
      outcomes: [],
      deviations: ["A"],
    });
    expect(compareRuns(recordedRun([entry("A", came("holds"))]), recordedRun([missed])).outcomes).toMatchObject([
      { before: "holds", after: "holds, control holds" },
    ]);
  });

  it("tells a tightness only where it moved beyond both intervals", () => {
    const at = (value: number, n = 1, spread = 0.1): LedgerEntry => entry("A", { cells: [cell(n, value, spread)] });
    const changes = (a: LedgerEntry, b: LedgerEntry) => compareRuns(recordedRun([a]), recordedRun([b])).tightness;
    expect(changes(at(2), at(2))).toEqual([]);
    expect(changes(at(2), at(2.3))).toEqual([]); // 2 / 0.9 = 2.22 and 2.3 / 1.1 = 2.09 overlap
    expect(changes(at(2), at(2.5))).toEqual([{ id: "A", cell: "n=1", before: 2, after: 2.5 }]);
    expect(changes(at(2, 1, 0), at(2 + 1e-8, 1, 0))).toHaveLength(1);
    expect(changes(at(2, 1, 0), at(2 + 1e-10, 1, 0))).toEqual([]);
    expect(changes(at(2, 1), at(4, 2))).toEqual([]); // another cell
    expect(changes(at(2, 1, 0.5), at(3.9, 1, 0))).toEqual([]); // 2 / 0.5 = 4
    expect(changes(at(2, 1, 0.5), at(1.2, 1, 0))).toHaveLength(1); // 2 / 1.5 = 1.33
  });

  it("puts an outcome that is expected only since the expectation was changed too before those that always were", () => {
    const flipped = entry("B", {
      ...came("violated"),
      expected: { outcome: "violated", reason: "" },
      asExpected: true,
    });
    const before = recordedRun([entry("A", came("violated")), entry("B", came("holds"))]);
    const found = compareRuns(before, recordedRun([entry("A", came("holds")), flipped]));
    expect(found.outcomes.map(({ id, expectedBefore }) => [id, expectedBefore])).toEqual([
      ["B", "holds"],
      ["A", null],
    ]);
    expect(found.deviations).toEqual([]);
    expect(comparisonLines(found, PLAIN_COMPARISON, false).join("\n")).toMatch(
      /^B +holds +violated +as expected NOW; before, holds was expected /m,
    );
  });

  it("puts flipped expectations before claims that are gone, those before weakened and those before reworded ones", () => {
    const claims = ["A", "B", "C", "D", "E"].map((id) => entry(id, came("holds")));
    const [reworded, weakened, , flipped] = claims as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    const after = [
      { ...reworded, statement: "else" },
      { ...weakened, title: "else", cells: base.cells.slice(1) },
      { ...flipped, outcome: "violated", asExpected: true, expected: { outcome: "violated", reason: "" } } as const,
      claims[4]!,
    ];
    const found = compareRuns(recordedRun(claims), recordedRun(after)).weakened;
    expect(found.map(({ id, changes }) => [id, ...changes.map(({ effect }) => effect)])).toEqual([
      ["D", "flipped", "changed"], // the same cells came to another outcome
      ["C", "removed"],
      ["B", "weakened", "changed"],
      ["A", "changed"],
    ]);
  });

  it("takes a claim for removed unless a partial run left out its notebook, and says so", () => {
    const before = recordedRun([entry("A"), entry("B"), entry("C", { notebook: "01-b" })]);
    const after = [entry("A")];
    const gone = (partial: boolean) => compareRuns(before, recordedRun(after, { partial }));
    expect(gone(false).weakened.map(({ id }) => id)).toEqual(["B", "C"]);
    expect(gone(true).weakened.map(({ id }) => id)).toEqual(["B"]);
    expect(gone(true).limits).toEqual(["The new run executed only some notebooks: 1 claim of others is not compared."]);
  });

  it("compares durations of notebooks that both have, whatever their names", () => {
    const found = compareRuns(
      recordedRun([], { durations: { "00-a": 1 } }),
      recordedRun([], { durations: { "00-a": 2, constructor: 3 } }),
    );
    expect(found.durations).toEqual([{ notebook: "00-a", before: 1, after: 2 }]);
  });
});

describe("a comparison", () => {
  const before = recordedRun([entry("A", { ...came("holds"), cells: [cell(1, 2)] }), entry("C", came("holds"))], {
    durations: { "00-a": 1 },
  });
  const worse = entry("A", { ...came("violated"), title: "a | b", statement: "x\n```\ny", cells: [cell(1, 3)] });
  const after = recordedRun([worse], { durations: { "00-a": 2.25, "01-b": 3 } });
  const found = compareRuns(before, after);

  it("is told in a terminal, sections by severity", () => {
    const lines = comparisonLines(found, PLAIN_COMPARISON, false);
    expect(lines.filter((line) => /^[A-Z]\w+( [a-z]+)*$/.test(line))).toEqual([
      "Changed outcomes",
      "Not as expected in the new run",
      "Weakened or changed claims",
      "Tightness changed beyond its interval",
      "Durations",
    ]);
    expect(lines).toContain("2 claims; exit code 1, unless --allow-changed-claims.");
    expect(lines).toContain("    + ```");
  });

  it("is told in Markdown, words in a fence that they cannot end", () => {
    const lines = comparisonLines(found, MARKDOWN_COMPARISON, true);
    expect(lines).toContain("| A | holds | violated | NOT as expected | a \\| b |");
    expect(lines).toContain("| 00-a | 1.0 | 2.3 |");
    expect(lines).toContain("2 claims; allowed by --allow-changed-claims.");
    const at = lines.indexOf("- **changed**: statement");
    expect(lines.slice(at + 1, at + 8)).toEqual(["", "```diff", `- ${base.statement}`, "+ x", "+ ```", "+ y", "```"]);
    expect(lines.filter((line) => line.startsWith("```"))).toHaveLength(6); // two statements and a title
  });

  it("of equal runs is one line", () => {
    const lines = comparisonLines(compareRuns(before, before), PLAIN_COMPARISON, false);
    expect(lines[0]).toBe("No claim, no outcome and no tightness changed.");
  });

  it("drives no terminal, whatever a title holds", () => {
    const hostile = compareRuns(before, recordedRun([{ ...worse, title: "\u001b[2J\n", statement: "\u202e" }]));
    expect(comparisonLines(hostile, PLAIN_COMPARISON, false).join("")).not.toMatch(/[\u001b\u202e\n]/);
  });
});

describe("claims that were merged", () => {
  const whole = ledgerEntry(MERGED_CLAIM, "00-a");
  const [first, limit] = statementsOf(whole) as [LedgerEntry, LedgerEntry];
  const former = entry("LL-former", came("holds"));

  it("are found again, statement by statement", () => {
    const found = compareRuns(recordedRun([first, limit]), recordedRun([whole]));
    expect(found).toMatchObject({ outcomes: [], deviations: [], weakened: [], added: [], strengthened: [] });
  });

  it("are gone where only an alias names them, and the line names the heir", () => {
    const { weakened } = compareRuns(recordedRun([whole, former]), recordedRun([whole]));
    expect(weakened.map(({ id, changes }) => [id, changes[0]!.what])).toEqual([
      ["LL-former", "claim, for which LL-line stands now"],
    ]);
  });

  it("tell of a part that left its expectation, and of one that lost its cells", () => {
    const [part] = whole.parts;
    const failed = { ...part!, outcome: "violated", asExpected: false, cells: part!.cells.slice(1) } as const;
    const found = compareRuns(recordedRun([whole]), recordedRun([{ ...whole, parts: [failed] }]));
    expect(found.outcomes.map(({ id, after }) => [id, after])).toEqual([["LL-line-limit", "violated"]]);
    expect(found.deviations).toEqual(["LL-line-limit"]);
    expect(found.weakened[0]).toMatchObject({ id: "LL-line-limit", changes: [{ effect: "weakened" }] });
  });
});
