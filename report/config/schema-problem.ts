/** Whether a document is a config, and if not, where it fails: field, requirement and value in one line. */
import { readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv";
import { enginePath } from "../root.js";
import type { Project } from "./project.js";

let compiled: ValidateFunction | undefined;

/** The schema of schemas, compiled to check one of the project's own, would take a third of the time. */
export const TRUSTED = { meta: false, validateSchema: false } as const;

/**
 * Checks a document against `config.schema.json` and fills in the schema's defaults.
 *
 * @param document is changed: what it leaves out is added
 * @returns the first thing that is wrong, e.g. `"theme.accent.light" must be a colour #rrggbb, got "blue"`, or null
 */
export function schemaProblem(document: unknown): string | null {
  compiled ??= compileSchema();
  return compiled(document) ? null : explain(compiled.errors![0]!);
}

/** What a config says of theme and provenance that leaves both out. */
export function configDefaults(): Pick<Project, "provenance"> & { theme: Pick<Project["theme"], "accent"> } {
  const config: object = { title: "-" };
  if (schemaProblem(config) !== null) throw new Error("configDefaults: a config may be a title alone");
  return config as ReturnType<typeof configDefaults>;
}

function compileSchema(): ValidateFunction {
  const schema = JSON.parse(readFileSync(enginePath("report", "config", "config.schema.json"), "utf8")) as object;
  // `verbose` hands errors the schema and the value that they are about.
  return new Ajv({ ...TRUSTED, useDefaults: true, verbose: true, strictTuples: false }).compile(schema);
}

/**
 * One error in words. The schema's descriptions say what a field must be, so that each requirement stands in one place; the
 * error must come of a validator with `verbose`.
 */
export function explain({ keyword, params, instancePath, parentSchema, data }: ErrorObject): string {
  const { properties, description } = parentSchema as AnySchemaObject & { properties: Record<string, AnySchemaObject> };
  const field = instancePath.split("/").slice(1);
  const quoted = (...more: string[]): string => JSON.stringify([...field, ...more].join("."));
  if (keyword === "required") {
    const missing = (params as { missingProperty: string }).missingProperty;
    return `${quoted(missing)} is missing; it must be ${String(properties[missing]!.description)}`;
  }
  if (keyword === "additionalProperties") {
    const unknown = (params as { additionalProperty: string }).additionalProperty;
    return `${quoted(unknown)} is unknown; there may be ${Object.keys(properties).join(", ")}`;
  }
  const name = field.length === 0 ? "the content" : quoted();
  return `${name} must be ${String(description)}, got ${JSON.stringify(data)}`;
}
