/** What the ledger's records must look like: JSON schemas that are generated from the types. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { projectPath } from "../root.js";

/**
 * A check against a schema of the project, compiled when it is first used.
 *
 * @param path of the schema in the project, e.g. "src", "claims", "claim-result.schema.json"
 * @returns what is wrong with a value, with the place in it; null if it matches
 */
export function schemaCheck(...path: string[]): (value: unknown) => string | null {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= new Ajv({ allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(projectPath(...path), "utf8")) as object,
    );
    if (compiled(value)) return null;
    const [error] = compiled.errors!;
    const { instancePath, message, params } = error!;
    const unknown = (params as { additionalProperty?: string }).additionalProperty;
    return `${instancePath || "/"} ${message!}${unknown === undefined ? "" : `, such as "${unknown}"`}`;
  };
}
