/** Computing a random sample of a report's blocks anew, where this checkout is the one that the report was made in. */
import { join } from "node:path";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import type { Block } from "../compute/plan.js";
import { prepareWork, type Work } from "../compute/work.js";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import type { Statement } from "../provenance/statement.js";
import type { ClaimsFile } from "../types.js";
import type { Account } from "./account.js";
import { checkoutProblems } from "./check-checkout.js";
import type { Recomputed } from "./recompute.js";
import { RecordedCells } from "./recorded-cells.js";
import { sampleOf, type SampleSize } from "./sample.js";

export interface SampleRequest {
  readonly size: SampleSize;
  /** What chooses the blocks: an integer in [0, 2^32 - 1]. */
  readonly seed: number;
  /** Computes blocks, and compares their cells with those that were recorded. */
  readonly recompute: (work: Work, blocks: readonly Block[], recorded: RecordedCells) => Promise<Recomputed>;
}

/** What is known of a report. */
interface Recorded {
  readonly claims: ClaimsFile;
  readonly statement: Statement;
  readonly account: Account;
}

/** @throws what `recompute` throws */
export async function checkSample(
  { claims, statement, account }: Recorded,
  { size, seed, recompute, project }: SampleRequest & { readonly project: Project },
): Promise<void> {
  const problems = await checkoutProblems(project, statement);
  if (problems.length > 0) {
    account.giveUp(problems);
    return;
  }
  const work = await workOf(project, statement, account);
  if (work === null) return;
  account.note(machineLine(statement));
  const recorded = new RecordedCells(claims);
  const concerned = work.plan.blocks.filter((block) => recorded.concern(block));
  const chosen = sampleOf(concerned, size, seed);
  const { cells, statements, differences } = await recompute(work, chosen, recorded);
  const sample = `${chosen.length} of ${concerned.length} blocks (--seed-of-sample ${seed})`;
  account.check(
    `${cells} cells of ${statements} of ${recorded.statements} statements, computed anew in ${sample}`,
    differences,
  );
}

/** Null, with the reason told, where the project has no claims that could be computed apart from their notebooks. */
async function workOf(project: Project, { predicate }: Statement, account: Account): Promise<Work | null> {
  const { profile, seed, only } = predicate.buildDefinition.externalParameters;
  const memory = new Memory(fingerprintsOf(project), new CacheStore(join(project.root, ...CACHE_FOLDER)));
  try {
    return await prepareWork({ project, profile, seed, only }, memory);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    account.giveUp([error.message]);
    return null;
  }
}

/** Digits may depend on both. */
function machineLine({ predicate }: Statement): string {
  const { builder, ncsparse_machine: machine } = predicate.runDetails;
  const before = `Node ${builder.version.node} on ${machine.arch}`;
  const now = `Node ${process.versions.node} on ${process.arch}`;
  if (before === now) return `the same commit, code and packages, ${now}`;
  return `the same commit, code and packages, but ${now}, and ${before} where it was recorded: digits may differ`;
}
