import { readDocument } from "../../../report/document/read.js";
import { DOMParser, onErrorStopParsing, type Document } from "@xmldom/xmldom";
import { read } from "vega";
import { describe, expect, it } from "vitest";
import { claimsCsv } from "../../../report/ledger/claims-csv.js";
import { figureFiles } from "../../../report/document/figure-files.js";
import { junitXml } from "../../../report/ledger/junit.js";
import type { ExecutedNotebook, LedgerEntry } from "../../../report/types.js";
import type { Outcome } from "../../../src/kit/claims/result.js";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import { SPARSITY_CLAIM, ledgerEntry } from "../../fixtures/report/claims.js";
import { codeCell } from "../../support/code-cell.js";

const base = ledgerEntry(SPARSITY_CLAIM, "00-a");

function entry(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...base, id, label: `Finding 1a: ${id}`, ...change };
}
function runOf(claims: LedgerEntry[], failed = false) {
  const failures = failed ? [{ cellId: "c", codeCellNumber: 2, kind: "timeout", ename: "CellTimeout" }] : [];
  const file = claimsFile(
    { name: "n", version: "1", paper: "p" },
    { profile: "quick", seed: 1 },
    { chapters: [], ledger: claims },
  );
  return { ...file, notebooks: [{ name: "00-a", failures }] };
}
const came = (outcome: Outcome): Partial<LedgerEntry> => ({
  outcome,
  asExpected: outcome === "holds",
  expected: { outcome: "holds", reason: "" },
});

/** What may break a format or be lost in it: its own signs, line breaks, blanks at an end, what XML 1.0 forbids, formulas. */
const HOSTILE_TEXTS = [
  "a < b & \"c\" 'd' &amp; &#10;",
  "]]></testcase><!-- <?xml ?>",
  "a\nb\r\nc\td\re",
  "\n leading and trailing \t",
  "=1+1,@SUM(A1)",
  "-2+3|'cmd",
  "a;b",
  "𝒙 σ ‖z‖ \u00a0\u0085\u2028\u007f\ufffd",
];

describe("JUnit XML", () => {
  it("has a case a statement and a failed cell, what came out, and failures with their reason", () => {
    const claims = [entry("A", came("holds")), entry("B", came("violated"))];
    const title = "The (k+1)-th entry of every row, by order statistics";
    const numbers =
      "bound 0.0044 | measured 0.0031 [0.0029, 0.0033] | trivial 0.0303 | holds on 16 of 16 cells | sharp on 7";
    const control = "control found violated, as it must be";
    const facts = { commit: null, versions: { node: "20", vega: "6" } };
    expect(junitXml(runOf(claims, true), facts).split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      '  <testsuite name="00-a" tests="3" failures="2" errors="0" skipped="0">',
      "    <properties>",
      '      <property name="profile" value="quick"/>',
      '      <property name="seed" value="1"/>',
      '      <property name="commit" value="none"/>',
      '      <property name="versions" value="node 20, vega 6"/>',
      "    </properties>",
      `    <testcase classname="00-a" name="Finding 1a: A. ${title}"><system-out>holds, as expected; ${numbers}; ${control}</system-out></testcase>`,
      `    <testcase classname="00-a" name="Finding 1a: B. ${title}"><failure message="came out violated, expected holds"/><system-out>violated, expected holds; ${numbers}; ${control}</system-out></testcase>`,
      '    <testcase classname="00-a" name="code cell 2"><failure message="timeout: CellTimeout"/></testcase>',
      "  </testsuite>",
      "</testsuites>",
      "",
    ]);
  });

  it("has a case for each part, which fails alone", () => {
    const part = { ...entry("P", came("violated")), parts: [] };
    const whole = entry("A", { outcome: "violated", asExpected: false, parts: [part] });
    const xml = junitXml(runOf([whole]));
    expect(namesIn(xml).map((name) => name!.split(". ")[0])).toEqual(["Finding 1a: A", "P (part of Finding 1a: A)"]);
    expect(xml.match(/<failure/g)).toHaveLength(1);
    expect(parsed(xml).getElementsByTagName("failure")[0]!.parentNode).toMatchObject({ nodeName: "testcase" });
    expect(xml).toMatch(/name="P \(part of Finding 1a: A\)[^>]*><failure message="came out violated, expected holds"/);
  });

  it("says of a claim both that it deviates and that its control was missed", () => {
    const missed = { ...base.control, outcome: "inconclusive", asExpected: false } as const;
    expect(junitXml(runOf([entry("A", { ...came("violated"), control: missed })]))).toContain(
      'message="came out violated, expected holds; its control came out inconclusive and must be violated"',
    );
  });

  it.each(HOSTILE_TEXTS)("gives back what it was given: %j", (title) => {
    expect(namesIn(junitXml(runOf([entry("A", { title })])))).toEqual([`Finding 1a: A. ${title}`]);
  });

  it("escapes as in JSON what XML 1.0 forbids even as an entity", () => {
    const xml = junitXml(runOf([entry("A", { title: "a\u0000b\u0001\u001bc\ud800d\ufffee\uffff" })]));
    expect(namesIn(xml)).toEqual(["Finding 1a: A. a\\u0000b\\u0001\\u001bc\\ud800d\\ufffee\\uffff"]);
    expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  });

  it("counts what it holds", () => {
    const suite = parsed(junitXml(runOf([entry("A"), entry("B", came("violated"))], true))).getElementsByTagName(
      "testsuite",
    )[0]!;
    const found = (name: string): string => String(suite.getElementsByTagName(name).length);
    expect(suite.getAttribute("tests")).toBe(found("testcase"));
    expect(suite.getAttribute("failures")).toBe(found("failure"));
  });
});

function parsed(xml: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, "text/xml");
}
function namesIn(xml: string): (string | null)[] {
  return Array.from(parsed(xml).getElementsByTagName("testcase"), (one) => one.getAttribute("name"));
}

describe("the table of cells", () => {
  it("has a line a cell and a control's cell, quoted where a comma or a quote stands in it", () => {
    const lines = claimsCsv(runOf([entry("A")])).split("\r\n");
    expect(lines).toHaveLength(1 + base.cells.length + base.control.cells.length + 1);
    const columns = lines[0]!.split(",");
    expect(columns).toContain("tightness");
    const [first] = base.cells;
    expect(lines[1]).toContain(`"${JSON.stringify(first!.parameters).replaceAll('"', '""')}"`);
    expect(lines[1]!.startsWith("A,A,00-a,")).toBe(true);
  });

  it.each([...HOSTILE_TEXTS, "\u0001\u001b"])("gives back what it was given: %j", (text) => {
    const [cell] = base.cells;
    const cells = [{ ...cell!, parameters: { input: text }, note: text }];
    const [row] = rowsIn(claimsCsv(runOf([entry("A", { item: text, cells })])));
    expect(row).toMatchObject({ claim: "A", item: text, note: text, role: "claim" });
    expect(JSON.parse(row!.parameters!)).toEqual({ input: text });
    expect(rowsIn(claimsCsv(runOf([entry("A", { item: text, cells })])))).toHaveLength(1 + base.control.cells.length);
  });

  it("has every number of every cell to its last digit, and nothing where there is none", () => {
    const cells = [...base.cells, ...base.control.cells];
    const rows = rowsIn(claimsCsv(runOf([entry("A")])));
    const number = (text: string | undefined): number | null => (text === "" ? null : Number(text));
    for (const [i, { draws, failures, estimate, target, measured, bound, trivial, tightness }] of cells.entries()) {
      const names = ["draws", "failures", "target", "bound", "trivial", "tightness"];
      const intervals = ["estimate", "measured"].flatMap((name) => [name, `${name}_low`, `${name}_high`]);
      expect([...names, ...intervals].map((name) => number(rows[i]![name]))).toEqual([
        ...[draws, failures, target, bound, trivial, tightness],
        ...[estimate.value, estimate.low, estimate.high],
        ...[measured?.value ?? null, measured?.low ?? null, measured?.high ?? null],
      ]);
    }
  });

  it("expects of a claim's cells what the claim expects, and of its control's that they are violated", () => {
    const expected = { outcome: "inconclusive", reason: "" } as const;
    const rows = rowsIn(claimsCsv(runOf([entry("A", { expected })])));
    expect(new Set(rows.map(({ role, expected }) => `${role}: ${expected}`))).toEqual(
      new Set(["claim: inconclusive", "control: violated"]),
    );
  });

  it("quotes blanks at the ends, which some readers trim otherwise", () => {
    expect(claimsCsv(runOf([entry("A", { item: " a " })])).split("\r\n")[1]).toMatch(/^A,A,00-a," a ",/);
  });
});

function rowsIn(csv: string): Record<string, string>[] {
  return read(csv, { type: "csv" }) as Record<string, string>[];
}

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
    expect(figureFiles(readDocument([notebook]))).toEqual([
      { name: "02-sparsity-t4-3-law.svg", svg: "<svg>1</svg>" },
      { name: "02-sparsity-t4-3-law-2.svg", svg: "<svg>2</svg>" },
      { name: "02-sparsity-two.svg", svg: "<svg>3</svg>" },
    ]);
  });
});
