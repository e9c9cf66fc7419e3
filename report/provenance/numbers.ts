/** The numbers of each statement of a claim, by one hash: what a run elsewhere must come to. */
import { statementsOf } from "../document/statements.js";
import { sha256Of } from "../sha256.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import { canonicalJson } from "./canonical-json.js";
import type { Hashed } from "./statement.js";

const PREFIX = "numbers/";

/** One entry a statement, in the order of claims.json: of its cells and those of its control, as they stand there. */
export function hashedNumbers({ claims }: Pick<ClaimsFile, "claims">): Hashed[] {
  return claims.flatMap(statementsOf).map((statement) => ({
    name: `${PREFIX}${statement.id}`,
    digest: { sha256: sha256Of(canonicalJson(numbersIn(statement))) },
  }));
}

/** The id of the statement that an entry is of. */
export function statementNamed({ name }: Hashed): string {
  return name.slice(PREFIX.length);
}

function numbersIn({ cells, control }: LedgerEntry): unknown {
  return { cells, control: control.cells };
}
