/** Asks who is to notice an error: a claim's verdict or a named test, in a copy of the project. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "../../../report/root.js";
import type { Noticed } from "../mutant.js";
import type { ProjectCopy } from "./copy.js";
import { runNode, type Finished } from "./process.js";

/** A claim or test that takes longer decides nothing: the slowest of them needs less than a minute when it is right. */
const LIMIT_SECONDS = 300;

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

/** Asks a witness in a copy, with or without a planted error. */
export function ask(witness: Witness, copy: ProjectCopy): Promise<Answer> {
  return "claim" in witness ? askClaim(witness.claim, copy) : askTest(witness.file, witness.test, copy);
}

interface Verdict {
  readonly outcome: string;
  readonly expected: string;
  readonly control: string;
  readonly caught: boolean;
}

async function askClaim(id: string, copy: ProjectCopy): Promise<Answer> {
  const run = await runNode([join("test", "mutants", "runner", "run-claim.mjs"), id], copy.folder, LIMIT_SECONDS);
  if (run.stopped) return stopped();
  let verdict: Verdict | { readonly thrown: string };
  try {
    verdict = JSON.parse(run.stdout) as typeof verdict;
  } catch {
    return noticed(`does not run: ${thrownLine(run)}`); // the library cannot even be loaded
  }
  if ("thrown" in verdict) return noticed(`throws ${verdict.thrown}`);
  const { outcome, expected, control, caught } = verdict;
  if (outcome !== expected) return noticed(`*${outcome}* instead of *${expected}*`);
  if (!caught) return noticed(`its control is *${control}* instead of *violated*`);
  return { kind: "content", how: `*${outcome}*, as expected` };
}

async function askTest(file: string, test: string, copy: ProjectCopy): Promise<Answer> {
  const report = join(copy.folder, "test-results.json");
  rmSync(report, { force: true });
  const project = file.endsWith(".slow.test.ts") ? "slow" : "fast";
  const pattern = test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const runner = projectPath("node_modules", "vitest", "vitest.mjs");
  const options = ["--project", project, "-t", pattern, "--reporter=json", "--outputFile", report];
  const run = await runNode([runner, "run", file, ...options], copy.folder, LIMIT_SECONDS);
  if (run.stopped) return stopped();
  return readResults(report, test, run);
}

interface Results {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function readResults(report: string, test: string, run: Finished): Answer {
  let results: Results;
  try {
    results = JSON.parse(readFileSync(report, "utf8")) as Results;
  } catch {
    return { kind: "unasked", how: `the test run left no results: ${thrownLine(run)}` };
  }
  const all = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = all.filter(({ fullName, status }) => fullName.includes(test) && status !== "skipped");
  if (named.some(({ status }) => status === "failed")) return noticed("fails");
  if (named.length > 0 && named.every(({ status }) => status === "passed")) return { kind: "content", how: "passes" };
  const message = results.testResults.map((file) => file.message).find((text) => text !== "");
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
function thrownLine({ stderr, code }: Finished): string {
  return stderr.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? `exit code ${code ?? "none"}`;
}
