import { Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_SEED, MAX_SEED, type Profile } from "ncsparse";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { buildReport, type ReportRequest } from "../build.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import { findProject } from "../config/find-project.js";
import { configOption } from "./config-option.js";
import { withInterrupt } from "./interrupt.js";
import { createProgress } from "./progress.js";

interface Flags {
  profile: Profile;
  seed: number;
  only: string[];
  pdf: boolean;
  cache: boolean;
  out?: string;
  config?: string;
}

/** `ncsparse report`: execute the notebooks, write HTML, PDF and ledger. */
export function reportCommand(done: (code: number) => void): Command {
  return new Command("report")
    .description("Execute the notebooks and write out/index.html, out/report.pdf, out/claims.json and out/run.json.")
    .addOption(new Option("--profile <name>", "size of the grids").choices(["quick", "full"]).default("quick"))
    .option("--seed <n>", `seed of every draw, an integer in [0, ${MAX_SEED}]`, parseSeed, DEFAULT_SEED)
    .option(
      "--only <names>",
      "execute only these notebooks (comma-separated, e.g. 01,02); written to out-only/",
      parseNames,
      [],
    )
    .option("--no-pdf", "leave the PDF out")
    .option("--no-cache", "execute every notebook anew, and keep nothing of it")
    .option("--out <dir>", "where to write (default: out, or out-only with --only)")
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (flags: Flags) => {
      const project = findProject(flags.config);
      const request: ReportRequest = {
        project,
        only: flags.only,
        profile: flags.profile,
        seed: flags.seed,
        pdf: flags.pdf,
        cores: availableParallelism(),
        cache: flags.cache ? new CacheStore(join(project.root, ...CACHE_FOLDER)) : null,
        out: resolve(flags.out ?? join(project.root, flags.only.length > 0 ? "out-only" : "out")),
      };
      done(await withInterrupt((signal) => buildReport(request, createProgress(), signal)));
    });
}

const EXIT_CODES = `
Exit codes: 0 every claim as expected and every control caught; 1 a deviation, a missed control or a failed cell;
2 bad input; 3 only the PDF is missing; 130 interrupted.`;

function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= MAX_SEED) return seed;
  throw new InvalidArgumentError(`it must be an integer in [0, ${MAX_SEED}].`);
}

function parseNames(text: string, earlier: string[]): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) throw new InvalidArgumentError("it must be a comma-separated list of names.");
  return [...earlier, ...names];
}
