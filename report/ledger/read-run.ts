/** Reading what an earlier run left: its claims.json, and the run.json beside it. */
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InputError } from "../errors.js";
import { enginePath } from "../root.js";
import type { ClaimsFile } from "../types.js";
import type { Durations } from "./compare.js";
import type { RunFile } from "./run-file.js";
import { schemaCheck } from "./schema.js";

const claimsFileProblem = schemaCheck(enginePath("report", "ledger", "claims-file.schema.json"));

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
  const problem = claimsFileProblem(claims);
  if (problem !== null) throw new InputError(`${file}: not a claims.json of this version: ${problem}`);
  return { claims: claims as ClaimsFile, durations: await readDurations(join(dirname(file), "run.json")) };
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
