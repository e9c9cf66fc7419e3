/** Reading what an earlier run left: its claims.json, and the run.json beside it. */
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { StatementResult } from "ncsparse-kit";
import { wholeVerdict } from "ncsparse-kit/claims/parts";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";
import { enginePath } from "../root.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import type { RecordedRun } from "./compare.js";
import { upgraded } from "./older-formats.js";
import { schemaCheck } from "../document/schema.js";
import { statementsOf } from "../document/statements.js";

const claimsFileProblem = schemaCheck(enginePath("report", "ledger", "claims-file.schema.json"));

/** The format that this version writes, and the oldest one that it reads. */
const FORMAT: ClaimsFile["schemaVersion"] = 2;
const OLDEST = 1;

/**
 * Read a run.
 *
 * @param path a claims.json, or a folder that holds one
 * @throws InputError naming the file and what is wrong with it
 */
export async function readRun(path: string): Promise<RecordedRun> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = folder ? join(path, "claims.json") : path;
  const claims = checkedClaims(file, await readJson(file));
  return { claims, ...(await readRunFile(join(dirname(file), "run.json"))) };
}

function checkedClaims(file: string, value: unknown): ClaimsFile {
  const format = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof format === "number" && (format > FORMAT || format < OLDEST)) {
    const age = format > FORMAT ? "newer" : "older";
    throw new InputError(
      `${file}: its format is ${format}, ${age} than those that this version reads, ${OLDEST} to ${FORMAT}`,
    );
  }
  const claims = upgraded(value) as ClaimsFile;
  const problem = claimsFileProblem(claims) ?? contradiction(claims.claims);
  if (problem !== null) throw new InputError(`${file}: not a claims.json of this version: ${problem}`);
  return claims;
}

/** What a schema cannot say: ids are matched between runs, and a verdict follows from the outcomes. Null if all is well. */
function contradiction(claims: readonly LedgerEntry[]): string | null {
  const seen = new Set<string>();
  for (const [i, claim] of claims.entries()) {
    const statements = statementsOf(claim);
    const whole = wholeVerdict(statements);
    if (claim.parts.length > 0 && (claim.outcome !== whole.outcome || claim.asExpected !== whole.asExpected))
      return `/claims/${i}/outcome must be ${whole.outcome}, that of its parts together, got ${claim.outcome}`;
    for (const statement of statements) {
      if (seen.has(statement.id)) return `/claims/${i}/id must be used once, got ${statement.id} again`;
      seen.add(statement.id);
    }
    const problem = wrongVerdict(statements);
    if (problem !== null) return `/claims/${i}/${problem}`;
  }
  return null;
}

/** A verdict follows from the outcome and from what was expected; of a claim, then of each of its parts. */
function wrongVerdict(statements: readonly StatementResult[]): string | null {
  for (const [i, { asExpected, outcome, expected, control }] of statements.entries()) {
    const of = i === 0 ? "" : `parts/${i - 1}/`;
    if (asExpected !== (outcome === expected.outcome))
      return `${of}asExpected must be ${!asExpected} where ${outcome} came out and ${expected.outcome} was expected`;
    if (control.asExpected !== (control.outcome === control.expected))
      return `${of}control/asExpected must be ${!control.asExpected} where ${control.outcome} came out and ${control.expected} was expected`;
  }
  return null;
}

async function readRunFile(file: string): Promise<Pick<RecordedRun, "durations" | "partial">> {
  const found = await stat(file).catch(() => null);
  if (found === null) return { durations: {}, partial: false };
  const run = (await readJson(file)) as { notebooks?: unknown; complete?: unknown } | null;
  const notebooks = run?.notebooks;
  if (!Array.isArray(notebooks) || !notebooks.every(isTimed))
    throw new InputError(`${file}: not a run.json: "notebooks" must be a list of names and seconds`);
  const durations = Object.fromEntries(notebooks.map(({ name, seconds }) => [name, seconds]));
  return { durations, partial: run?.complete === false };
}

function isTimed(entry: unknown): entry is { name: string; seconds: number } {
  const { name, seconds } = (entry ?? {}) as { name?: unknown; seconds?: unknown };
  return typeof name === "string" && typeof seconds === "number" && seconds >= 0;
}
