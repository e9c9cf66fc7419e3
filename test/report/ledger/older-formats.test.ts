import { describe, expect, it } from "vitest";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import { upgraded } from "../../../report/ledger/older-formats.js";
import { LITERAL_CLAIM, SPARSITY_CLAIM, ledgerEntry } from "../../fixtures/report/claims.js";
import { without } from "../../support/without.js";

type Json = Record<string, unknown>;

const run = { profile: "quick", seed: 7 } as const;
const entries = [SPARSITY_CLAIM, LITERAL_CLAIM].map((claim) => ledgerEntry(claim, "00-a"));
const now = claimsFile({ name: "n", version: "1", paper: "p" }, run, { chapters: [], ledger: entries });

/** The file as version 1 wrote it. */
function asFormerly(file: typeof now): Json {
  const { controlsAsExpected, ...summary } = file.summary;
  return {
    ...file,
    schemaVersion: 1,
    summary: { ...summary, controlsCaught: controlsAsExpected },
    claims: file.claims.map((claim) => ({
      ...without(claim, "parts", "aliases"),
      schemaVersion: 1,
      cells: claim.cells.map((cell) => without(cell, "boundAt")),
      control: {
        ...without(claim.control, "expected", "selfTest", "asExpected"),
        caught: claim.control.asExpected,
        cells: claim.control.cells.map((cell) => without(cell, "boundAt")),
      },
    })),
  };
}

describe("a claims.json of format 1", () => {
  it("is read as what it says in format 2; at which draw a bound was taken it does not say", () => {
    const expected = structuredClone(now);
    for (const { cells, control } of expected.claims)
      for (const cell of [...cells, ...control.cells]) cell.boundAt = null;
    expect(upgraded(asFormerly(now))).toEqual(expected);
  });

  it("of format 2 stays as it is, and so does what is no claims.json at all", () => {
    for (const other of [now, null, 1, [], { schemaVersion: 3 }, "x"]) expect(upgraded(other)).toBe(other);
  });

  it("that is malformed is left to the schema", () => {
    const odd = { schemaVersion: 1, summary: 3, claims: [null, 4, { cells: "x", control: null }] };
    expect(upgraded(odd)).toMatchObject({ summary: 3, claims: [null, 4, { cells: "x", control: null }] });
    expect(upgraded({ schemaVersion: 1, claims: "none" })).toMatchObject({ claims: "none" });
  });
});
