import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../report/ledger/compare.js";
import { comparisonLines, markdownTable } from "../../../report/ledger/comparison-text.js";
import { claimsCsv } from "../../../report/ledger/claims-csv.js";
import { figureFiles } from "../../../report/page/figure-files.js";
import { junitXml } from "../../../report/ledger/junit.js";
import { table } from "../../../report/cli/table.js";
import type { ExecutedNotebook, LedgerEntry } from "../../../report/types.js";
import type { CellResult, Outcome } from "../../../src/claims/result.js";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import { SPARSITY_CLAIM, ledgerEntry } from "../../fixtures/report/claims.js";
import { codeCell } from "../../support/code-cell.js";

const base = ledgerEntry(SPARSITY_CLAIM, "00-a");

function entry(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...base, id, label: `Finding 1a: ${id}`, ...change };
}
function runOf(claims: LedgerEntry[], failed = false) {
  const failures = failed ? [{ cellId: "c", codeCellNumber: 2, kind: "timeout", ename: "CellTimeout" }] : [];
  const file = claimsFile({ name: "n", version: "1", paper: "p" }, { profile: "quick", seed: 1 }, [], claims);
  return { ...file, notebooks: [{ name: "00-a", failures }] };
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
const NO_TIMES = { before: {}, after: {} };

describe("comparing two runs", () => {
  it("puts outcomes that left their expectation first, and names new and lost claims", () => {
    const before = runOf([entry("A", came("violated")), entry("B", came("holds")), entry("C", came("holds"))]);
    const after = runOf([entry("A", came("holds")), entry("B", came("violated")), entry("D", came("holds"))]);
    const found = compareRuns(before, after, NO_TIMES);
    expect(found.outcomes.map(({ id, before: was, after: is, asExpected }) => [id, was, is, asExpected])).toEqual([
      ["B", "holds", "violated", false],
      ["A", "violated", "holds", true],
    ]);
    expect(found).toMatchObject({ added: ["D"], lost: ["C"], deviations: ["B"] });
  });

  it("counts a missed control as a deviation, changed or not", () => {
    const missed = entry("A", { ...came("holds"), control: { ...base.control, outcome: "holds", caught: false } });
    expect(compareRuns(runOf([missed]), runOf([missed]), NO_TIMES)).toMatchObject({ outcomes: [], deviations: ["A"] });
    expect(compareRuns(runOf([entry("A", came("holds"))]), runOf([missed]), NO_TIMES).outcomes).toMatchObject([
      { before: "holds", after: "holds, control missed" },
    ]);
  });

  it("tells a tightness only where it moved beyond both intervals", () => {
    const at = (value: number, n = 1, spread = 0.1): LedgerEntry => entry("A", { cells: [cell(n, value, spread)] });
    const changes = (a: LedgerEntry, b: LedgerEntry) => compareRuns(runOf([a]), runOf([b]), NO_TIMES).tightness;
    expect(changes(at(2), at(2))).toEqual([]);
    expect(changes(at(2), at(2.3))).toEqual([]); // 2 / 0.9 = 2.22 and 2.3 / 1.1 = 2.09 overlap
    expect(changes(at(2), at(2.5))).toEqual([{ id: "A", cell: "n=1", before: 2, after: 2.5 }]);
    expect(changes(at(2, 1, 0), at(2 + 1e-8, 1, 0))).toHaveLength(1);
    expect(changes(at(2, 1, 0), at(2 + 1e-10, 1, 0))).toEqual([]);
    expect(changes(at(2, 1), at(4, 2))).toEqual([]); // another cell
  });

  it("is told in a terminal and in Markdown, sections in the order of gravity", () => {
    const before = runOf([entry("A", { ...came("holds"), cells: [cell(1, 2)] }), entry("C", came("holds"))]);
    const after = runOf([entry("A", { ...came("violated"), title: "a | b", cells: [cell(1, 3)] })]);
    const found = compareRuns(before, after, { before: { "00-a": 1 }, after: { "00-a": 2.25, "01-b": 3 } });
    const terminal = comparisonLines(found, table, (title) => title);
    const titles = terminal.filter((line) => /^[A-Z][a-z]+ /.test(line) || line === "Durations");
    expect(titles).toEqual([
      "Changed outcomes",
      "Not as expected in the new run",
      "Tightness changed beyond its interval",
      "Lost claims",
      "Durations",
    ]);
    const markdown = comparisonLines(found, markdownTable, (title) => `### ${title}`);
    expect(markdown).toContain("| A | holds | violated | NOT as expected | a \\| b |");
    expect(markdown).toContain("| 00-a | 1.0 | 2.3 |");
    const same = compareRuns(before, before, NO_TIMES);
    expect(comparisonLines(same, table, String)[0]).toBe("No outcome and no tightness changed.");
  });
});

describe("JUnit XML", () => {
  it("has a case a claim and a failed cell, failures with their reason, and escapes what is text", () => {
    const claims = [entry("A", { ...came("holds"), title: 'a < b & "c"\u0001' }), entry("B", came("violated"))];
    expect(junitXml(runOf(claims, true)).split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      '  <testsuite name="00-a" tests="3" failures="2" errors="0" skipped="0">',
      '    <testcase classname="00-a" name="Finding 1a: A. a &lt; b &amp; &quot;c&quot;\ufffd"/>',
      `    <testcase classname="00-a" name="Finding 1a: B. ${base.title}"><failure message="came out violated, expected holds"/></testcase>`,
      '    <testcase classname="00-a" name="code cell 2"><failure message="timeout: CellTimeout"/></testcase>',
      "  </testsuite>",
      "</testsuites>",
      "",
    ]);
  });
});

describe("the table of cells", () => {
  it("has a line a cell and a control's cell, quoted where a comma or a quote stands in it", () => {
    const lines = claimsCsv(runOf([entry("A")])).split("\r\n");
    expect(lines).toHaveLength(1 + base.cells.length + base.control.cells.length + 1);
    const columns = lines[0]!.split(",");
    expect(columns).toContain("tightness");
    const [first] = base.cells;
    expect(lines[1]).toContain(`"${JSON.stringify(first!.parameters).replaceAll('"', '""')}"`);
    expect(lines[1]!.startsWith("A,00-a,")).toBe(true);
  });
});

describe("figures as files", () => {
  it("are named by notebook and claim, or by cell, and numbered where several share a name", () => {
    const svg = (text: string, claim?: string) => ({
      output_type: "display_data" as const,
      data: { "image/svg+xml": text },
      metadata: claim === undefined ? {} : { ncsparse: { claim } },
    });
    const cells = [
      codeCell("one", [svg("<svg>1</svg>", "T4.3-law"), svg("<svg>2</svg>", "T4.3-law")]),
      codeCell("two", [svg("<svg>3</svg>")]),
    ];
    const notebook: ExecutedNotebook = {
      number: 3,
      name: "02-sparsity",
      path: "",
      notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
      failures: [],
      seconds: 0,
      cellSeconds: {},
      reused: false,
    };
    expect(figureFiles([notebook])).toEqual([
      { name: "02-sparsity-t4-3-law.svg", svg: "<svg>1</svg>" },
      { name: "02-sparsity-t4-3-law-2.svg", svg: "<svg>2</svg>" },
      { name: "02-sparsity-two.svg", svg: "<svg>3</svg>" },
    ]);
  });
});
