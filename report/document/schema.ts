/** What the ledger's records must look like: JSON schemas that are generated from the types. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

/**
 * A check against a schema, compiled when it is first used.
 *
 * @param file path of the schema
 * @returns what is wrong with a value, with the place in it; null if it matches
 */
export function schemaCheck(file: string): (value: unknown) => string | null {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    // The schemas are generated, and checked by the tests: no run need check them again.
    compiled ??= new Ajv({ allowUnionTypes: true, meta: false, validateSchema: false }).compile(
      JSON.parse(readFileSync(file, "utf8")) as object,
    );
    if (compiled(value)) return null;
    const [error] = compiled.errors!;
    const { instancePath, message, params } = error!;
    const unknown = (params as { additionalProperty?: string }).additionalProperty;
    return `${instancePath || "/"} ${message!}${unknown === undefined ? "" : `, such as "${unknown}"`}`;
  };
}
