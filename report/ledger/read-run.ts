/** Reading what an earlier run left: its claims.json, and the run.json beside it. */
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";
import { enginePath } from "../root.js";
import type { ClaimsFile } from "../types.js";
import type { Durations } from "./compare.js";
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
  const run = (await readJson(file)) as { notebooks?: unknown } | null;
  const notebooks = run?.notebooks;
  if (Array.isArray(notebooks) && notebooks.every(isTimed))
    return Object.fromEntries(notebooks.map(({ name, seconds }) => [name, seconds]));
  throw new InputError(`${file}: not a run.json: "notebooks" must be a list of names and seconds`);
}

function isTimed(entry: unknown): entry is { name: string; seconds: number } {
  const { name, seconds } = (entry ?? {}) as { name?: unknown; seconds?: unknown };
  return typeof name === "string" && typeof seconds === "number" && seconds >= 0;
}
