/** The ledger is what the executed notebooks emitted: read off their outputs, validated, and never computed again. */
import type { ClaimResult } from "ncsparse-kit";
// One module and not the library, which takes a second to load: an unchanged report is done in that time.
import { CLAIM_MIME } from "ncsparse-kit/claims/result";
import { InputError } from "../errors.js";
import { bundleOf, codeCellsOf } from "../notebooks/cells.js";
import { kitPath } from "../root.js";
import type { ExecutedNotebook, LedgerEntry } from "../types.js";
import { labelClaims } from "./claim-labels.js";
import { schemaCheck } from "./schema.js";
import { statementIds } from "./statements.js";

/**
 * Gather the claims of executed notebooks, in the order in which they stand there.
 *
 * @throws InputError if a record does not match the schema or two carry the same id or anchor
 */
export function gatherLedger(notebooks: readonly ExecutedNotebook[]): LedgerEntry[] {
  // Two ids may differ and still mean one anchor in the page: "A.b" and "A-b".
  const places = new Map<string, string>();
  return notebooks.flatMap((notebook) => {
    const claims = claimRecords(notebook).map(({ place, record }) => {
      const claim = checkedRecord(place, record);
      for (const id of [...statementIds(claim), ...claim.aliases]) {
        const other = places.get(anchorOf(id));
        if (other !== undefined) throw new InputError(`${place}: claim ${id} is already made in ${other}`);
        places.set(anchorOf(id), place);
      }
      return claim;
    });
    const labels = labelClaims(notebook.number, claims);
    return claims.map((claim, index): LedgerEntry => {
      const place = { notebook: notebook.name, anchor: anchorOf(claim.id), label: labels[index]!.heading };
      return { ...claim, ...place };
    });
  });
}

/** The anchor of a claim's box: its id in lower case, every other character a hyphen. */
export function anchorOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** The records of a notebook, each with the place to name where it is wrong. */
function claimRecords({ path, notebook }: ExecutedNotebook): { place: string; record: unknown }[] {
  return codeCellsOf(notebook).flatMap(({ id, outputs }) =>
    outputs.flatMap((output) => {
      const bundle = bundleOf(output);
      const place = `${path}: cell "${id}"`;
      return bundle !== null && Object.hasOwn(bundle, CLAIM_MIME) ? [{ place, record: bundle[CLAIM_MIME] }] : [];
    }),
  );
}

const claimProblem = schemaCheck(kitPath("dist", "claims", "claim-result.schema.json"));

function checkedRecord(place: string, record: unknown): ClaimResult {
  const problem = claimProblem(record);
  if (problem === null) return record as ClaimResult;
  throw new InputError(`${place}: a claim's record does not match its schema: ${problem}`);
}
