/** The ledger is what the executed notebooks emitted: read off their outputs, validated, and never computed again. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { CLAIM_MIME, type ClaimResult } from "ncsparse";
import { InputError } from "../errors.js";
import { projectPath } from "../root.js";
import type { ExecutedNotebook, LedgerEntry, Output } from "../types.js";

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
  return notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : [])).flatMap(recordOf);
}

function recordOf(output: Output): unknown[] {
  const hasData = output.output_type === "display_data" || output.output_type === "execute_result";
  return hasData && CLAIM_MIME in output.data ? [output.data[CLAIM_MIME]] : [];
}

function checkedRecord(notebook: string, record: unknown): ClaimResult {
  const validate = claimValidator();
  if (validate(record)) return record;
  const [error] = validate.errors!;
  throw new InputError(
    `${notebook}: a claim's record does not match its schema: ${error!.instancePath || "/"} ${error!.message!}`,
  );
}

let compiled: ValidateFunction<ClaimResult> | undefined;

function claimValidator(): ValidateFunction<ClaimResult> {
  compiled ??= new Ajv({ allowUnionTypes: true }).compile<ClaimResult>(
    JSON.parse(readFileSync(projectPath("src", "claims", "claim-result.schema.json"), "utf8")) as object,
  );
  return compiled;
}
