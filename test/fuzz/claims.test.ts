/** The claim MIME: a cell may display any JSON under it. Each record is used in full or refused with its cell. */
import fc from "fast-check";
import { CLAIM_MIME, type ClaimResult } from "ncsparse";
import { describe, it } from "vitest";
import { readRun } from "../../report/ledger/read-run.js";
import { claimsFile } from "../../report/ledger/claims-file.js";
import type { NotebookFile } from "../../report/types.js";
import { DEVIATING_CLAIM, ledgerEntry, LITERAL_CLAIM, SPARSITY_CLAIM } from "../fixtures/report/claims.js";
import { fuzzJsonFile } from "./json-file.js";
import { brokenJson } from "./mutations.js";
import { executed, renderAll, writeFiles } from "./notebook-use.js";
import { acceptedOrRefused } from "./refusal.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

/** With so few cells that most changes hit the rest. */
const small = (claim: ClaimResult): ClaimResult => ({
  ...claim,
  cells: claim.cells.slice(0, 2),
  control: { ...claim.control, cells: claim.control.cells.slice(0, 1) },
});
const CLAIMS = [SPARSITY_CLAIM, LITERAL_CLAIM, DEVIATING_CLAIM].map(small);

const PATH = "notebooks/01-fuzz.ipynb";
const emitting = (record: unknown): NotebookFile => ({
  number: 1,
  name: "01-fuzz",
  path: PATH,
  notebook: {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        ...{ cell_type: "code", id: "claim", metadata: {}, source: "show()", execution_count: 1 },
        outputs: [{ output_type: "display_data", data: { [CLAIM_MIME]: record }, metadata: {} }],
      },
    ],
  },
});

describe("a claim's record", () => {
  it("is used in full, or refused with one line that names its cell", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const property = fc.asyncProperty(brokenJson(CLAIMS), async (record) => {
      await acceptedOrRefused(`${PATH}: cell "claim"`, () => renderAll(executed(emitting(record))));
    });
    await fc.assert(property, trying(CASES.claims));
  });
});

describe("a claims.json that `diff` reads", () => {
  const entries = CLAIMS.map((claim) => ledgerEntry(claim, "01-fuzz"));
  const project = { name: "ncsparse", version: "1", paper: "p" };
  fuzzJsonFile({
    name: "claims.json",
    sound: [
      claimsFile(project, { profile: "quick", seed: 1 }, { chapters: [executed(emitting(null))], ledger: entries }),
    ],
    read: readRun,
    use: ({ claims }) => writeFiles(claims),
    cases: CASES.claimsFile,
  });
});
