/** The ledger is what the executed notebooks emitted: read off their outputs, validated, and never computed again. */
import type { ClaimResult } from "ncsparse";
// One module and not the library, which takes a second to load: an unchanged report is done in that time.
import { CLAIM_MIME } from "ncsparse/dist/claims/result.js";
import { InputError } from "../errors.js";
import { bundleOf, outputsOf } from "../notebooks/cells.js";
import { libraryPath } from "../root.js";
import type { ExecutedNotebook, LedgerEntry } from "../types.js";
import { schemaCheck } from "./schema.js";

/**
 * Gather the claims of executed notebooks, in the order in which they stand there.
 *
 * @throws InputError if a record does not match the schema or two carry the same id
 */
export function gatherLedger(notebooks: readonly ExecutedNotebook[]): LedgerEntry[] {
  const entries = notebooks.flatMap((notebook) =>
    claimRecords(notebook).map((record): LedgerEntry => {
      const claim = checkedRecord(notebook.name, record);
      return { ...claim, notebook: notebook.name, anchor: anchorOf(claim.id) };
    }),
  );
  const seen = new Map<string, string>();
  for (const { id, notebook } of entries) {
    const other = seen.get(id);
    if (other !== undefined) throw new InputError(`${notebook}: claim ${id} is already made in ${other}`);
    seen.set(id, notebook);
  }
  return entries;
}

/** The anchor of a claim's box: its id in lower case, every other character a hyphen. */
export function anchorOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function claimRecords({ notebook }: ExecutedNotebook): unknown[] {
  return outputsOf(notebook).flatMap((output) => {
    const bundle = bundleOf(output);
    return bundle !== null && CLAIM_MIME in bundle ? [bundle[CLAIM_MIME]] : [];
  });
}

const claimProblem = schemaCheck(libraryPath("dist", "claims", "claim-result.schema.json"));

function checkedRecord(notebook: string, record: unknown): ClaimResult {
  const problem = claimProblem(record);
  if (problem === null) return record as ClaimResult;
  throw new InputError(`${notebook}: a claim's record does not match its schema: ${problem}`);
}
