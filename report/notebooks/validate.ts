/** Whether a document is a notebook of format 4.5, and if not, where it fails, in people's words. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import type { AnySchema, ErrorObject, ValidateFunction } from "ajv";
import { enginePath } from "../root.js";
import type { Notebook } from "../types.js";

let compiled: ValidateFunction<Notebook> | undefined;

/**
 * The first thing in which `document` is not a notebook, e.g. `cell 3 (code, id "fit"): "outputs" is missing`, or null
 * when there is none. Cells are counted from 1.
 */
export function notebookProblem(document: unknown): string | null {
  compiled ??= compileSchema();
  if (!compiled(document)) return explain(compiled.errors![0]!, document);
  return duplicateId(document);
}

function compileSchema(): ValidateFunction<Notebook> {
  const file = enginePath("report", "notebooks", "nbformat-4.5.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as AnySchema;
  // The schema of schemas, compiled to check this one of the project's own, would take a third of the time.
  const trusted = { meta: false, validateSchema: false } as const;
  return new Ajv({ discriminator: true, allowUnionTypes: true, strictRequired: false, ...trusted }).compile(schema);
}

function explain(error: ErrorObject, document: unknown): string {
  const path = error.instancePath.split("/").slice(1);
  const inCell = path[0] === "cells" && path.length > 1;
  const place = inCell ? `${describeCell(Number(path[1]), document)}: ` : "";
  return place + explainField(error, (inCell ? path.slice(2) : path).join("."));
}

function explainField({ keyword, params, message }: ErrorObject, field: string): string {
  const parameters = params as Record<string, unknown>;
  const within = field === "" ? "" : ` in "${field}"`;
  switch (keyword) {
    case "required":
      return `"${String(parameters.missingProperty)}" is missing${within}`;
    case "additionalProperties":
      return `"${String(parameters.additionalProperty)}" is unknown${within}`;
    case "discriminator":
      return `"${String(parameters.tag)}" has the unknown value ${JSON.stringify(parameters.tagValue)}${within}`;
    case "const":
      return `"${field}" must be ${JSON.stringify(parameters.allowedValue)}`;
    default:
      return field === "" ? `the document ${String(message)}` : `"${field}" ${String(message)}`;
  }
}

function describeCell(index: number, document: unknown): string {
  const { cell_type: type, id } = (document as { cells: (Record<string, unknown> | null)[] }).cells[index] ?? {};
  const parts = [typeof type === "string" ? type : null, typeof id === "string" ? `id "${id}"` : null];
  const known = parts.filter((part) => part !== null).join(", ");
  return `cell ${index + 1}${known === "" ? "" : ` (${known})`}`;
}

function duplicateId(notebook: Notebook): string | null {
  const first = new Map<string, number>();
  for (const [index, { id }] of notebook.cells.entries()) {
    const earlier = first.get(id);
    if (earlier !== undefined) return `cells ${earlier + 1} and ${index + 1} have the same id "${id}"`;
    first.set(id, index);
  }
  return null;
}
