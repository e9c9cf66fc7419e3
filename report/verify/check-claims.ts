/** Whether a claims.json is of the run that a provenance.json tells of. */
import { hashedNumbers, statementNamed } from "../provenance/numbers.js";
import type { Statement } from "../provenance/statement.js";
import type { ClaimsFile } from "../types.js";

/** What does not fit, a line each. */
export function claimDifferences(claims: ClaimsFile, { predicate }: Statement): string[] {
  const { externalParameters: asked } = predicate.buildDefinition;
  const { name, version } = claims.project;
  const run = { project: `${name} ${version}`, profile: claims.profile, seed: claims.seed };
  const fields = Object.keys(run) as (keyof typeof run)[];
  const others = fields.filter((field) => run[field] !== asked[field]);
  return [
    ...others.map(
      (field) => `CHANGED claims.json: its ${field} is ${run[field]}, and ${asked[field]} where it was recorded`,
    ),
    ...numberDifferences(claims, predicate.runDetails.byproducts),
  ];
}

function numberDifferences(
  claims: ClaimsFile,
  byproducts: Statement["predicate"]["runDetails"]["byproducts"],
): string[] {
  const recorded = new Map(byproducts.map((one) => [statementNamed(one), one.digest.sha256]));
  const found = new Map(hashedNumbers(claims).map((one) => [statementNamed(one), one.digest.sha256]));
  const ids = [...new Set([...found.keys(), ...recorded.keys()])];
  return ids.flatMap((id) => {
    if (!found.has(id)) return [`MISSING ${id}: claims.json has no such statement`];
    if (!recorded.has(id)) return [`EXTRA ${id}: no numbers of this statement were recorded`];
    return found.get(id) === recorded.get(id)
      ? []
      : [`CHANGED ${id}: its numbers in claims.json are not those recorded`];
  });
}
