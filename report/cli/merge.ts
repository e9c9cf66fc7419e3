import { Command } from "commander";
import { join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import type { ReadShard } from "../compute/check-shards.js";
import { mergeShards } from "../compute/merge.js";
import { prepareWork } from "../compute/work.js";
import { durationsOf } from "../compute/write-durations.js";
import { refuseOut } from "../compute/write-shard.js";
import { findProject } from "../config/find-project.js";
import { configOption } from "./config-option.js";
import { withInterrupt } from "./interrupt.js";
import { createProgress } from "./progress.js";

interface Flags {
  partial: boolean;
  writeDurations?: string;
  config?: string;
}

const AFTER = `
All files are checked before anything is written: each must be whole, of this project, commit, code, Node and kind of
processor, and of one run, with no share missing or there twice. ncsparse report with the same seed and profile
then finds the claims computed.
Exit codes: 0 merged; 2 a file that does not fit, or a disk that cannot be written; 130 interrupted.`;

/** `ncsparse merge`: what other machines computed, checked and joined into the memory of this one. */
export function mergeCommand(): Command {
  return new Command("merge")
    .description("Check the files of ncsparse compute, and join them into what ncsparse report finds computed.")
    .argument("<parts...>", "the files of all shares")
    .option("--partial", "merge what there is, though shares are missing", false)
    .option("--write-durations <file>", "write how long everything took, for compute --durations")
    .addOption(configOption())
    .addHelpText("after", AFTER)
    .action(async (files: string[], flags: Flags) => {
      await withInterrupt((signal) => merge(files, flags, signal));
    });
}

async function merge(files: readonly string[], flags: Flags, signal: AbortSignal): Promise<void> {
  const { partial, writeDurations, config } = flags;
  const project = findProject(config);
  if (writeDurations !== undefined) await refuseOut(resolve(writeDurations), "--write-durations");
  const cache = new CacheStore(join(project.root, ...CACHE_FOLDER));
  const known = new Memory(fingerprintsOf(project), cache);
  const merged = await createProgress().step(`Merging ${files.length} ${files.length === 1 ? "file" : "files"}`, () =>
    mergeShards({
      ...{ files, partial, memory: cache.records, signal },
      workFor: async (run) => await prepareWork({ project, ...run }, known),
    }),
  );
  if (writeDurations !== undefined) await writeTimes(writeDurations, merged.shards);
  const { seed, profile } = merged.shards[0]!.manifest;
  process.stdout.write(
    `the numbers of ${merged.statements} statements and ${merged.draws} sets of draws (seed ${seed}, ${profile}) are in ${cache.records}\n`,
  );
}

async function writeTimes(file: string, shards: readonly ReadShard[]): Promise<void> {
  const [first, ...others] = shards.map(({ manifest }) => manifest);
  await writeFileAtomic(resolve(file), `${JSON.stringify(durationsOf([first!, ...others]))}\n`);
}
