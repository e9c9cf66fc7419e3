/** Whether a document that came from elsewhere is what it should be, and if not, where it fails, in one line. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { explain, TRUSTED } from "../config/schema-problem.js";
import { enginePath } from "../root.js";

/** The rooms of the schemas, by the kinds of documents. */
const ROOMS = { durations: "compute", manifest: "compute", sweep: "sweep" } as const;

const COMPILED = new Map<string, ValidateFunction>();

/**
 * @param kind names the schema, `report/<room>/<kind>.schema.json`
 * @returns the first thing that is wrong, or null
 */
export function documentProblem(kind: keyof typeof ROOMS, document: unknown): string | null {
  let check = COMPILED.get(kind);
  if (check === undefined) {
    const schema = JSON.parse(readFileSync(enginePath("report", ROOMS[kind], `${kind}.schema.json`), "utf8")) as object;
    check = new Ajv({ ...TRUSTED, verbose: true }).compile(schema);
    COMPILED.set(kind, check);
  }
  return check(document) ? null : explain(check.errors![0]!);
}
