import { existsSync } from "node:fs";
import { join } from "node:path";
import { schemaCheck } from "../document/schema.js";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";
import { enginePath } from "../root.js";
import { PROVENANCE_NAME, type Statement } from "./statement.js";

const provenanceProblem = schemaCheck(enginePath("report", "provenance", "provenance.schema.json"));

/**
 * The provenance.json of a report's folder. Fields that are unknown are ignored, as in-toto asks; unknown parameters are
 * refused, as SLSA asks.
 *
 * @throws InputError where there is none, or none of this format
 */
export async function readProvenance(folder: string): Promise<Statement> {
  const file = join(folder, PROVENANCE_NAME);
  if (!existsSync(folder)) throw new InputError(`${folder}: there is no such folder`);
  if (!existsSync(file)) throw new InputError(`${folder}: there is no ${PROVENANCE_NAME} in it, as a report has`);
  const document = await readJson(file);
  const problem = provenanceProblem(document) ?? doubled(document as Statement);
  if (problem !== null) throw new InputError(`${file}: not a provenance of this version: ${problem}`);
  return document as Statement;
}

/** What a schema cannot say: a name stands for one thing. */
function doubled({ subject, predicate }: Statement): string | null {
  const { buildDefinition, runDetails } = predicate;
  const lists = {
    "/subject": subject,
    "/predicate/buildDefinition/resolvedDependencies": buildDefinition.resolvedDependencies,
    "/predicate/runDetails/byproducts": runDetails.byproducts,
  };
  for (const [place, list] of Object.entries(lists)) {
    const names = new Set<string>();
    for (const { name } of list) {
      if (names.has(name)) return `${place} must have each name once, got ${JSON.stringify(name)} again`;
      names.add(name);
    }
  }
  return null;
}
