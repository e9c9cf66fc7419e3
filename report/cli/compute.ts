import { Command } from "commander";
import type { Profile } from "ncsparse-kit";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import { computeBlocks } from "../compute/compute-blocks.js";
import { manifestOf } from "../compute/manifest.js";
import { blockNamed } from "../compute/plan.js";
import { blocksOf, parseShard } from "../compute/shard.js";
import { prepareWork } from "../compute/work.js";
import { refuseOut, writeShard } from "../compute/write-shard.js";
import { findProject } from "../config/find-project.js";
import { InputError } from "../errors.js";
import { configOption } from "./config-option.js";
import { withInterrupt } from "./interrupt.js";
import { onlyOption, profileOption, seedOption } from "./run-options.js";
import { withBlockLines } from "./with-block-lines.js";
import { workersOption } from "./workers-option.js";

interface Flags {
  shard?: string;
  block?: string;
  out?: string;
  workers: number;
  durations?: string;
  profile: Profile;
  seed: number;
  only: string[];
  config?: string;
}

const EXIT_CODES = `
Exit codes: 0 computed; 1 a block failed; 2 bad input, or a disk that cannot be written; 130 interrupted.
Unless it is 0, no file was written. The shares of i/N depend on the code, the notebooks and the durations alone.`;

/** `ncsparse compute`: the share of one machine of many, as one file that `ncsparse merge` takes in. */
export function computeCommand(): Command {
  return new Command("compute")
    .description("Compute one of N shares of what a report's claims need, and write it as one file for ncsparse merge.")
    .option("--shard <i/N>", "which share of how many, e.g. 3/16")
    .option("--out <file>", "the file to write, e.g. part-3")
    .option("--block <name>", "compute this block alone and write nothing, to repeat what failed")
    .addOption(workersOption())
    .option(
      "--durations <file>",
      "how long an earlier run took (default: the project's durations/<profile>.json, if any)",
    )
    .addOption(profileOption())
    .addOption(seedOption())
    .addOption(onlyOption("only the claims of these notebooks (comma-separated, e.g. 01,02)"))
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (flags: Flags) => {
      await withInterrupt((signal) => compute(flags, signal));
    });
}

async function compute(flags: Flags, signal: AbortSignal): Promise<void> {
  const { shard: text, block, out } = flags;
  if ((text === undefined) === (block === undefined)) {
    throw new InputError("compute: one of --shard i/N and --block NAME must be given");
  }
  if (text !== undefined && out === undefined) throw new InputError("compute: --shard needs --out, a file to write");
  if (block !== undefined && out !== undefined)
    throw new InputError("compute: --block writes no file, so that there is no --out");
  const project = findProject(flags.config);
  const shard = text === undefined ? null : parseShard(text);
  if (out !== undefined) await refuseOut(resolve(out));
  const cache = new CacheStore(join(project.root, ...CACHE_FOLDER));
  const work = await prepareWork({ project, ...flags }, new Memory(fingerprintsOf(project), cache));
  const records = await mkdtemp(join(tmpdir(), "ncsparse-shard-"));
  try {
    const blocks = shard === null ? [blockNamed(work.plan, block!)] : blocksOf(work.plan, shard);
    const title = `Computing ${shard === null ? "a block" : `shard ${text}`}: ${blocks.length} of ${work.plan.blocks.length} blocks (${flags.profile})`;
    const results = await withBlockLines(title, blocks.length, ({ onStart, onEnd }) =>
      computeBlocks(work, blocks, { workers: flags.workers, records, signal, onStart, onEnd }),
    );
    if (shard === null) return;
    await writeShard(resolve(out!), manifestOf(work, shard, results), records);
    process.stdout.write(`written to ${out}\n`);
  } finally {
    await rm(records, { recursive: true, force: true });
  }
}
