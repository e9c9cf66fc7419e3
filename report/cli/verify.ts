import { Command, InvalidArgumentError } from "commander";
import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { MAX_SEED } from "ncsparse-kit/notebook/session";
import { findProject } from "../config/find-project.js";
import { recompute } from "../verify/recompute.js";
import type { SampleSize } from "../verify/sample.js";
import { verifyReport, type VerifyRequest } from "../verify/verify.js";
import { configOption } from "./config-option.js";
import { parseFolder } from "./folder-option.js";
import { withInterrupt } from "./interrupt.js";
import { parseSeed } from "./run-options.js";
import { withBlockLines } from "./with-block-lines.js";
import { workersOption } from "./workers-option.js";

interface Flags {
  sample: SampleSize;
  seedOfSample?: number;
  workers: number;
  config?: string;
}

const EXIT_CODES = `
Numbers are computed anew in the checkout that the report was made in: the same commit, built, and npm ci.
Exit codes: 0 all as recorded; 1 a difference, or a block that cannot be computed; 2 bad input; 3 all hashes as recorded,
but nothing was computed, as this is another checkout; 130 interrupted.`;

/** `ncsparse verify OUT`: whether a report is what its provenance.json says. */
export function verifyCommand(done: (code: number) => void): Command {
  return new Command("verify")
    .description(
      "Check a report's files by the hashes in its provenance.json, and compute a sample of its numbers anew.",
    )
    .argument("<out>", "the folder of a report, as it was written or downloaded", parseFolder)
    .option(
      "--sample <n>",
      "how many blocks of cells to compute anew: a number, or all; 0: hashes alone",
      parseSample,
      5,
    )
    .option("--seed-of-sample <n>", "what chooses them (default: any; the one taken is told)", parseSeed)
    .addOption(workersOption())
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (out: string, flags: Flags) => {
      done(await withInterrupt((signal) => verifyReport(requestOf(resolve(out), flags, signal))));
    });
}

function requestOf(folder: string, flags: Flags, signal: AbortSignal): VerifyRequest {
  const tell = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  if (flags.sample === 0) return { folder, tell, sample: null };
  const sample = {
    project: findProject(flags.config),
    size: flags.sample,
    seed: flags.seedOfSample ?? randomInt(MAX_SEED + 1),
    recompute: recomputeTelling(flags.workers, signal),
  };
  return { folder, tell, sample };
}

function recomputeTelling(workers: number, signal: AbortSignal): NonNullable<VerifyRequest["sample"]>["recompute"] {
  return async (work, blocks, recorded) => {
    const title = `Computing ${blocks.length} of ${work.plan.blocks.length} blocks anew`;
    return await withBlockLines(title, blocks.length, ({ onStart, onEnd }) =>
      recompute(work, blocks, recorded, { onStart, onEnd, workers, signal }),
    );
  };
}

/** More blocks than any project has. */
const MOST_BLOCKS = 1_000_000;

function parseSample(text: string): SampleSize {
  if (text === "all") return "all";
  if (/^\d+$/.test(text) && Number(text) <= MOST_BLOCKS) return Number(text);
  throw new InvalidArgumentError(`it must be an integer in [0, ${MOST_BLOCKS}], or all.`);
}
