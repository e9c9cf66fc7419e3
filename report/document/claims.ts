/** Claims are what the executed notebooks emitted: validated when they are read, and never computed again. */
import type { ClaimResult } from "ncsparse-kit";
import { InputError } from "../errors.js";
import { schemaCheck } from "./schema.js";
import { libraryPath } from "../root.js";
import type { LedgerEntry } from "../types.js";
import { anchorOf } from "./anchors.js";
import type { ClaimLabel } from "./claim-labels.js";
import { statementIds } from "./statements.js";

/** Enters the claims of a report, each once. */
export class ClaimRegister {
  /** Where each anchor was made: two ids may differ and still mean one, as "A.b" and "A-b" do. */
  readonly #places = new Map<string, string>();

  /**
   * The claim of a record.
   *
   * @param place what to name where it is wrong
   * @throws InputError if it does not match the schema or carries an id or anchor that another one has
   */
  enter(record: unknown, place: string): ClaimResult {
    const problem = claimProblem(record);
    if (problem !== null) throw new InputError(`${place}: a claim's record does not match its schema: ${problem}`);
    const claim = record as ClaimResult;
    for (const id of [...statementIds(claim), ...claim.aliases]) {
      const other = this.#places.get(anchorOf(id));
      if (other !== undefined) throw new InputError(`${place}: claim ${id} is already made in ${other}`);
      this.#places.set(anchorOf(id), place);
    }
    return claim;
  }
}

/** A claim as the ledger has it. */
export function ledgerEntry(claim: ClaimResult, notebook: string, { heading }: ClaimLabel): LedgerEntry {
  return { ...claim, notebook, anchor: anchorOf(claim.id), label: heading };
}

const claimProblem = schemaCheck(libraryPath("dist", "kit", "claims", "claim-result.schema.json"));
