/** Joining what several machines computed into the memory of this one, after all of it was checked. */
import { refuseAll } from "../errors.js";
import { cellProblems, cellsOf, countProblems, disagreements, misfits, type ReadShard } from "./check-shards.js";
import { joinClaims } from "./join.js";
import { extractRecords, readManifest } from "./read-shard.js";
import { keepRecords } from "./records.js";
import { withStage } from "./stage.js";
import type { Work, WorkRequest } from "./work.js";

export interface MergeRequest {
  readonly files: readonly string[];
  /** Merge what there is of a run whose shards are not all there. */
  readonly partial: boolean;
  /** The folder of this project's records. */
  readonly memory: string;
  readonly signal: AbortSignal;
  /** Lists the work of this project for the profile, seed and notebooks of the shards. */
  readonly workFor: (run: Pick<WorkRequest, "only" | "profile" | "seed">) => Promise<Work>;
}

export interface Merged {
  readonly shards: readonly ReadShard[];
  /** How many statements were put together of their cells. */
  readonly statements: number;
  readonly draws: number;
}

/**
 * Merges shards. The memory is as it was until all of them have been found whole and fitting; then each record gets there by
 * one rename.
 *
 * @throws InputError or InputErrors naming each file that does not fit; InterruptedError when the signal aborts
 */
export async function mergeShards(request: MergeRequest): Promise<Merged> {
  const { files, partial, memory, signal } = request;
  const shards = await Promise.all(files.map(async (file) => ({ file, manifest: await readManifest(file) })));
  refuseAll(disagreements(shards));
  const { only, profile, seed } = shards[0]!.manifest;
  const work = await request.workFor({ only, profile, seed });
  refuseAll(misfits(shards, work.identity));
  refuseAll(countProblems(shards, partial));
  refuseAll(cellProblems(shards, work.plan, partial));
  return await withStage(memory, async (stage) => {
    await extractAll(shards, stage, signal);
    const there = new Set(shards.flatMap(({ manifest }) => cellsOf(manifest)));
    const statements = await joinClaims(work, { records: stage, signal }, there);
    return { shards, statements, draws: keepRecords(stage, memory).draws };
  });
}

async function extractAll(shards: readonly ReadShard[], stage: string, signal: AbortSignal): Promise<void> {
  for (const { file, manifest } of shards) {
    signal.throwIfAborted();
    await extractRecords(file, manifest, stage);
  }
}
