/** Asks who is to notice an error: a claim's verdict or a named test, in a copy of the project. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { enginePath } from "../../../report/root.js";
import type { Noticed } from "../mutant.js";
import type { ProjectCopy } from "./copy.js";
import { runNode, type Finished } from "./process.js";

/** A claim or test that takes longer decides nothing: the slowest of them needs less than a minute when it is right. */
const LIMIT_SECONDS = 600;

export type Witness = Exclude<Noticed, { readonly trueStatement: string }>;

/** What a witness said: it is content, it noticed, or it could not be asked. */
export interface Answer {
  readonly kind: "content" | "noticed" | "unasked";
  /** The verdict or failure in words that are the same in every run. */
  readonly how: string;
}

/** Who it is, in words. */
export function nameOf(witness: Witness): string {
  return "claim" in witness ? `claim ${witness.claim}` : `${witness.file}: "${witness.test}"`;
}

/** Witnesses that can be asked together: claims of one family, which read the same draws, or tests of one file. */
export function groupOf(witness: Witness): string {
  return "claim" in witness ? `claim ${witness.claim.split("-")[0]!}` : witness.file;
}

/** Asks witnesses of one group in a copy, with or without a planted error; one answer each, in their order. */
export async function ask(witnesses: readonly Witness[], copy: ProjectCopy): Promise<Answer[]> {
  const claims = witnesses.flatMap((witness) => ("claim" in witness ? [witness.claim] : []));
  if (claims.length > 0) return askClaims(claims, copy);
  const tests = witnesses.flatMap((witness) => ("file" in witness ? [witness] : []));
  const results = await runTests(
    tests[0]!.file,
    tests.map(({ test }) => test),
    copy,
  );
  return tests.map(({ test }) => ("kind" in results ? results : readResult(results, test)));
}

interface Verdict {
  readonly outcome: string;
  readonly expected: string;
  readonly control: string;
  readonly caught: boolean;
}

async function askClaims(ids: readonly string[], copy: ProjectCopy): Promise<Answer[]> {
  const script = join("test", "mutants", "runner", "run-claims.mjs");
  const run = await runNode([script, ...ids], copy.folder, LIMIT_SECONDS * ids.length);
  const lines = run.stdout.split("\n");
  return ids.map((_, i) => readVerdict(lines[i] ?? "", run));
}

function readVerdict(line: string, run: Finished): Answer {
  let verdict: Verdict | { readonly thrown: string };
  try {
    verdict = JSON.parse(line) as typeof verdict;
  } catch {
    // A library that cannot even be loaded is noticed; one that never ends is not.
    return run.stopped ? stopped() : noticed(`does not run: ${errorLine(run)}`);
  }
  if ("thrown" in verdict) return noticed(`throws ${verdict.thrown}`);
  const { outcome, expected, control, caught } = verdict;
  if (outcome !== expected) return noticed(`*${outcome}* instead of *${expected}*`);
  if (!caught) return noticed(`its control is *${control}* instead of *violated*`);
  return { kind: "content", how: `*${outcome}*, as expected` };
}

/** The part of the test runner's report that is read here. */
interface Results {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function runTests(file: string, tests: readonly string[], copy: ProjectCopy): Promise<Results | Answer> {
  const report = join(copy.folder, "test-results.json");
  rmSync(report, { force: true });
  const pattern = tests.map((test) => test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const runner = enginePath("node_modules", "vitest", "vitest.mjs");
  const options = ["-t", pattern, "--reporter=json", "--outputFile", report];
  const run = await runNode([runner, "run", file, ...options], copy.folder, LIMIT_SECONDS);
  if (run.stopped) return stopped();
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Results;
  } catch {
    return { kind: "unasked", how: `the test run left no results: ${errorLine(run)}` };
  }
}

function readResult({ testResults }: Results, test: string): Answer {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = all.filter(({ fullName, status }) => fullName.includes(test) && status !== "skipped");
  if (named.some(({ status }) => status === "failed")) return noticed("fails");
  if (named.length > 0 && named.every(({ status }) => status === "passed")) return { kind: "content", how: "passes" };
  const message = testResults.map((file) => file.message).find((text) => text !== "");
  if (message !== undefined) return noticed(`its file does not load: ${message.split("\n")[0]!}`);
  return { kind: "unasked", how: "no test of that name was run" };
}

function noticed(how: string): Answer {
  return { kind: "noticed", how };
}

function stopped(): Answer {
  return { kind: "unasked", how: `not decided within ${LIMIT_SECONDS} s` };
}

/** The line of a failed process that names its error. */
function errorLine({ stderr, code }: Finished): string {
  return stderr.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? `exit code ${code ?? "none"}`;
}
