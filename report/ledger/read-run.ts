/** Reading what an earlier run left: its claims.json, and the run.json beside it. */
import { readFile, stat } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { InputError } from "../errors.js";
import { projectPath } from "../root.js";
import type { ClaimsFile } from "../types.js";
import type { Durations } from "./compare.js";
import type { RunFile } from "./run-file.js";

export interface EarlierRun {
  claims: ClaimsFile;
  /** Empty where there is no run.json, or where its notebooks were not executed in that run. */
  durations: Durations;
}

/**
 * Read a run.
 *
 * @param path a claims.json, or a folder that holds one
 * @throws InputError naming the file and what is wrong with it
 */
export async function readRun(path: string): Promise<EarlierRun> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = folder ? join(path, "claims.json") : path;
  const claims = await readJson(file);
  const validate = claimsValidator();
  if (!validate(claims)) {
    const [error] = validate.errors!;
    throw new InputError(
      `${file}: not a claims.json of this version: ${error!.instancePath || "/"} ${error!.message!}`,
    );
  }
  return { claims, durations: await readDurations(join(dirname(file), "run.json")) };
}

async function readDurations(file: string): Promise<Durations> {
  const found = await stat(file).catch(() => null);
  if (found === null) return {};
  const { notebooks } = (await readJson(file)) as Partial<RunFile>;
  if (!Array.isArray(notebooks)) throw new InputError(`${file}: not a run.json: it must list notebooks`);
  return Object.fromEntries(notebooks.map(({ name, seconds }) => [name, seconds]));
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file}: not JSON`);
  }
}

let compiled: ValidateFunction<ClaimsFile> | undefined;

function claimsValidator(): ValidateFunction<ClaimsFile> {
  compiled ??= new Ajv({ allowUnionTypes: true }).compile<ClaimsFile>(
    JSON.parse(readFileSync(projectPath("report", "ledger", "claims-file.schema.json"), "utf8")) as object,
  );
  return compiled;
}
