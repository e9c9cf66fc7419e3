import { readDocument } from "../../../report/document/read.js";
import { describe, expect, it } from "vitest";
import { CLAIM_MIME, type ClaimResult, type Outcome } from "../../../src/kit/claims/result.js";
import { InputError } from "../../../report/errors.js";
import { abstractOf, findingsOf, withoutFinding } from "../../../report/ledger/abstract.js";
import { claimsFile, isClean } from "../../../report/ledger/claims-file.js";
import { anchorOf } from "../../../report/document/anchors.js";
import type { CodeCell, ExecutedNotebook } from "../../../report/types.js";

const PROJECT = { name: "ncsparse", version: "0.0.0", paper: "none" };
const RUN = { profile: "quick", seed: 5 } as const;

function claim(id: string, outcome: Outcome = "holds", expected: Outcome = outcome): ClaimResult {
  return {
    schemaVersion: 2,
    id,
    item: "Lemma 0",
    restates: null,
    title: `Title of ${id}`,
    provenance: "ours",
    hypotheses: [],
    scope: "",
    statement: "$a \\le b$",
    bound: null,
    rule: { kind: "inequality", text: "" },
    expected: { outcome: expected, reason: "because" },
    profile: "quick",
    seed: 5,
    draws: 0,
    cells: [],
    outcome,
    asExpected: outcome === expected,
    use: null,
    headline: "",
    parts: [],
    aliases: [],
    finding: id === "A1" ? "A finding." : null,
    control: {
      statement: "",
      power: { value: 1, how: "" },
      cells: [],
      outcome: "violated",
      expected: "violated",
      selfTest: false,
      asExpected: true,
    },
  };
}

function executed(name: string, records: unknown[], failed = false): ExecutedNotebook {
  const cells = records.map((record, i): CodeCell => ({
    cell_type: "code",
    id: `c${i}`,
    metadata: {},
    source: "",
    execution_count: i + 1,
    outputs: [{ output_type: "display_data", data: { [CLAIM_MIME]: record }, metadata: {} }],
  }));
  const failure = {
    cellIndex: 0,
    codeCellNumber: 1,
    cellId: "c0",
    kind: "timeout",
    ename: "CellTimeout",
    evalue: "600 s",
    traceback: [],
  } as const;
  return {
    number: Number(name.slice(0, 2)) + 1,
    name,
    path: `${name}.ipynb`,
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
    failures: failed ? [{ ...failure, traceback: [] }] : [],
    seconds: 1,
    cellSeconds: {},
    reused: false,
  };
}

describe("the ledger", () => {
  it("is what the notebooks emitted, in their order, with notebook and anchor", () => {
    const { ledger } = readDocument([
      executed("00-a", [claim("A1"), claim("A2-part1")]),
      executed("01-b", [claim("B1")]),
    ]);
    expect(ledger.map(({ id, notebook, anchor }) => [id, notebook, anchor])).toEqual([
      ["A1", "00-a", "a1"],
      ["A2-part1", "00-a", "a2-part1"],
      ["B1", "01-b", "b1"],
    ]);
    expect(anchorOf("L4.2-part1")).toBe("l4-2-part1");
  });

  it("calls each claim by what it restates, or by its chapter and a letter", () => {
    const paper = { ...claim("A2"), restates: { label: "Lemma 0", relation: "sharpened" as const } };
    const { ledger } = readDocument([
      executed("03-a", [claim("A1"), paper, claim("A3")]),
      executed("04-b", [claim("B1")]),
    ]);
    expect(ledger.map(({ label }) => label)).toEqual([
      "Finding 4a: A1",
      "Lemma 0 of the paper, sharpened: A2",
      "Finding 4b: A3",
      "Finding 5a: B1",
    ]);
  });

  it("refuses a record that does not match the schema, naming notebook and place", () => {
    const forged = { ...claim("A1"), outcome: "certainly" };
    expect(() => readDocument([executed("00-a", [forged])])).toThrow(
      new InputError(
        '00-a.ipynb: cell "c0": a claim\'s record does not match its schema: /outcome must be equal to one of the allowed values',
      ),
    );
    expect(() => readDocument([executed("00-a", [{ ...claim("A1"), extra: 1 }])])).toThrow(
      'must NOT have additional properties, such as "extra"',
    );
    expect(() => readDocument([executed("00-a", ["<script>"])])).toThrow("/ must be object");
  });

  it("refuses an id that is claimed twice, and two ids that mean one anchor", () => {
    expect(() => readDocument([executed("00-a", [claim("A.b"), claim("A-b")])])).toThrow(
      "claim A-b is already made in",
    );
    expect(() => readDocument([executed("00-a", [claim("A1")]), executed("01-b", [claim("A1")])])).toThrow(
      '01-b.ipynb: cell "c0": claim A1 is already made in 00-a.ipynb: cell "c0"',
    );
  });
});

describe("claims.json", () => {
  const file = (records: ClaimResult[], failed = false) => {
    const notebooks = [executed("00-a", records, failed)];
    return claimsFile(PROJECT, RUN, readDocument(notebooks));
  };

  it("counts outcomes, expectations and controls", () => {
    const { summary } = file([claim("A1"), claim("A2", "violated"), claim("A3", "inconclusive", "holds")]);
    expect(summary).toEqual({
      claims: 3,
      asExpected: 2,
      controlsAsExpected: 3,
      outcomes: { holds: 1, violated: 1, inconclusive: 1, "out of range": 0 },
      statements: {
        total: 3,
        asExpected: 2,
        controlsAsExpected: 3,
        outcomes: { holds: 1, violated: 1, inconclusive: 1, "out of range": 0 },
      },
    });
  });

  it("is clean only without deviation, missed control and failed cell", () => {
    const missed = {
      ...claim("A1"),
      control: { ...claim("A1").control, outcome: "holds" as const, asExpected: false },
    };
    expect(isClean(file([claim("A1"), claim("A2", "violated")]))).toBe(true);
    expect(isClean(file([claim("A1", "violated", "holds")]))).toBe(false);
    expect(isClean(file([missed]))).toBe(false);
    expect(isClean(file([claim("A1")], true))).toBe(false);
  });

  it("carries neither durations nor the texts of failures, which differ from run to run", () => {
    const text = JSON.stringify(file([claim("A1")], true));
    expect(text).not.toMatch(/600 s|seconds/);
    expect(text).toContain('"failures":[{"cellId":"c0","codeCellNumber":1,"kind":"timeout","ename":"CellTimeout"}]');
  });

  it("is told in the abstract by the claims' own findings and the counts", () => {
    expect(abstractOf(file([claim("A1"), claim("A2", "violated")]), [])).toBe(
      "A finding.\n\nThis run makes 2 claims (1 holds, 1 violated; all as their code expects). Beside each stands a false statement near the claim, which the same machinery must find violated; it did in every one of 2.",
    );
  });

  it("tells how many controls came out as they must, whatever their claims did", () => {
    const control = { ...claim("A1").control, outcome: "inconclusive", asExpected: false } as const;
    const missed = { ...claim("A1"), control };
    expect(abstractOf(file([missed, claim("A2")]), [])).toMatch(
      /\(2 hold; all as .* expects\)\. .* it did in 1 of 2\.$/,
    );
    expect(abstractOf(file([claim("A1"), claim("A2", "violated", "holds")]), [])).toMatch(
      /\(1 holds, 1 violated; 1 as .* expects\)\. .* it did in every one of 2\.$/,
    );
  });

  it("says what the controls are where some must hold", () => {
    const trueOne = { ...claim("A2", "violated").control, expected: "holds", outcome: "holds" } as const;
    expect(abstractOf(file([claim("A1"), { ...claim("A2", "violated"), control: trueOne }]), [])).toMatch(
      /Beside each stands a control: a false statement near a claim that is to hold, .* which it must find to hold; it did in every one of 2\.$/,
    );
    expect(abstractOf(file([{ ...claim("A2", "violated"), control: trueOne }]), [])).toMatch(
      /Beside it stands a true statement near it, which the same machinery must find to hold; it did\.$/,
    );
  });

  it("counts no claims by whose they are: that would measure how statements were carved", () => {
    const theirs = { ...claim("A2", "violated"), provenance: "stated" as const };
    expect(abstractOf(file([claim("A1"), theirs]), [])).not.toMatch(/paper’s|our own/);
  });

  it("speaks of a single claim as of one", () => {
    const missed = {
      ...claim("A2"),
      control: { ...claim("A2").control, outcome: "holds" as const, asExpected: false },
    };
    expect(abstractOf(file([claim("A2")]), [])).toBe(
      "This run makes 1 claim (1 holds; as its code expects). Beside it stands a false statement near it, which the same machinery must find violated; it did.",
    );
    expect(abstractOf(file([{ ...missed, asExpected: false }]), [])).toMatch(
      /; not as its code expects.*; it did not\.$/,
    );
  });

  it("says nothing of claims where there is none", () => {
    expect(abstractOf(file([]), [])).toBe("");
  });

  it("tells the chosen findings in their order, and all of them apart", () => {
    const found = (id: string) => ({ ...claim(id), finding: `${id}.` });
    const all = file([found("B"), found("C"), found("A"), claim("D")]);
    expect(abstractOf(all, ["A", "B"])).toMatch(/^A\. B\.\n\nThis run makes 4 claims/);
    expect(abstractOf(all, [])).toMatch(/^B\. C\. A\.\n/);
    expect(abstractOf(all, ["E", "D"])).toMatch(/^B\. C\. A\.\n/);
    expect(withoutFinding(all, ["A", "D", "E"])).toEqual(["D", "E"]);
    expect(findingsOf(all)).toEqual([
      { id: "B", text: "B." },
      { id: "C", text: "C." },
      { id: "A", text: "A." },
    ]);
  });
});
