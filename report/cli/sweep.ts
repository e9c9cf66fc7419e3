import { Command } from "commander";
import type { Profile } from "ncsparse-kit";
import type { Sweep } from "ncsparse-kit/sweep/sweep";
import { join, resolve } from "node:path";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import { parseShard } from "../compute/shard.js";
import { prepareWork } from "../compute/work.js";
import { refuseOut } from "../compute/write-shard.js";
import { findProject } from "../config/find-project.js";
import { InputError } from "../errors.js";
import { requireServer } from "../queue/connect.js";
import { fillByQueue, seedsOfRun } from "../queue/fill-by-queue.js";
import type { QueueOptions } from "../queue/report-by-queue.js";
import type { Fill } from "../sweep/fill.js";
import { fillHere } from "../sweep/fill-here.js";
import { joinSweeps } from "../sweep/join-sweeps.js";
import { runSweep } from "../sweep/run-sweep.js";
import { parseSeeds, seedsOfShard } from "../sweep/seeds.js";
import { readSweep, writeSweep } from "../sweep/sweep-file.js";
import { sweepText } from "../sweep/sweep-text.js";
import { configOption } from "./config-option.js";
import { withInterrupt } from "./interrupt.js";
import { addQueueOptions, queueOf, type QueueFlags } from "./queue-options.js";
import { onlyOption, profileOption } from "./run-options.js";
import { createProgress } from "./progress.js";
import { withBlockLines } from "./with-block-lines.js";
import { workersOption } from "./workers-option.js";

interface Flags extends QueueFlags {
  seeds?: string;
  shard?: string;
  join?: string[];
  out: string;
  workers: number;
  profile: Profile;
  only: string[];
  config?: string;
}

const AFTER = `
What has been computed stays in the memory: a sweep that was interrupted, repeated, goes on where it stopped.
Exit codes: 0 written, whatever verdicts differ; 1 a block failed; 2 bad input, or a disk that cannot be written;
130 interrupted. Unless it is 0, no file was written.`;

/** `ncsparse sweep`: the claims with many seeds, and how often a verdict differs beside how often it may. */
export function sweepCommand(): Command {
  const command = new Command("sweep")
    .description(
      "Compute the claims with many seeds, and compare how often verdicts differ with the stated error rates.",
    )
    .option("--seeds <list>", "the seeds, e.g. 1..100 or 1..10,20")
    .option("--shard <i/N>", "only every N-th of the seeds, from the i-th on, to be joined later")
    .option("--join <files...>", "compute nothing, and make one sweep of several that differ in their seeds")
    .option("--out <file>", "the file to write", "sweep.json");
  return addQueueOptions(command, "the blocks")
    .addOption(workersOption())
    .addOption(profileOption())
    .addOption(onlyOption("only the claims of these notebooks (comma-separated, e.g. 01,02)"))
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", AFTER)
    .action(async (flags: Flags) => {
      await withInterrupt((signal) => sweep(flags, signal));
    });
}

async function sweep(flags: Flags, signal: AbortSignal): Promise<void> {
  const { seeds, shard, join: files, out } = flags;
  if ((seeds === undefined) === (files === undefined)) {
    throw new InputError("sweep: one of --seeds LIST and --join FILES must be given");
  }
  if (files !== undefined && shard !== undefined) throw new InputError("sweep: --join computes nothing, so no --shard");
  const queue = queueOf(flags);
  if (files !== undefined && queue !== undefined) throw new InputError("sweep: --join computes nothing, so no --queue");
  await refuseOut(resolve(out));
  const made =
    files === undefined ? await computed(flags, { seeds: ownSeeds(flags), queue, signal }) : await joined(files);
  await writeSweep(out, made);
  process.stdout.write(`${sweepText(made)}\nwritten to ${out}\n`);
}

/** @throws InputError where the seeds are malformed, or too few for so many shards */
function ownSeeds({ seeds, shard: text }: Flags): number[] {
  const all = parseSeeds(seeds!);
  if (text === undefined) return all;
  const own = seedsOfShard(all, parseShard(text));
  if (own.length === 0)
    throw new InputError(`--shard must be one of at most ${all.length}, as many as seeds, got ${text}`);
  return own;
}

async function joined(files: readonly string[]): Promise<Sweep> {
  return joinSweeps(await Promise.all(files.map(async (file) => ({ file, sweep: await readSweep(file) }))));
}

interface Asked {
  readonly seeds: readonly number[];
  readonly queue: QueueOptions | undefined;
  readonly signal: AbortSignal;
}

async function computed({ config, workers, only, profile }: Flags, { seeds, queue, signal }: Asked): Promise<Sweep> {
  const project = findProject(config);
  const cache = new CacheStore(join(project.root, ...CACHE_FOLDER));
  const { records } = cache;
  const memory = new Memory(fingerprintsOf(project), cache);
  if (queue !== undefined) {
    seedsOfRun(seeds);
    await requireServer(queue.address); // before all that takes time
  }
  const work = await prepareWork({ project, only, profile, seed: seeds[0]! }, memory);
  const fill: Fill = async (lacking, onSeed) => {
    const blocks = lacking.reduce((sum, one) => sum + one.blocks.length, 0);
    if (blocks === 0) return;
    const title = `Computing ${blocks} blocks for ${lacking.length} of ${seeds.length} seeds (${profile})`;
    if (queue === undefined) {
      await withBlockLines(title, blocks, ({ onStart, onEnd }) =>
        fillHere({ records, workers, signal, onStart, onEnd })(lacking, onSeed),
      );
    } else {
      await createProgress().step(`${title} by ${queue.address.shown}`, (tell) =>
        fillByQueue({ ...queue, seeds, records, tell, signal })(lacking, onSeed),
      );
    }
  };
  return await runSweep(work, { seeds, records, progress: createProgress(), signal }, fill);
}
