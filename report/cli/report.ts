import { Command, InvalidArgumentError } from "commander";
import type { Profile } from "ncsparse-kit";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { buildReport, type ReportRequest } from "../build.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import { findProject } from "../config/find-project.js";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import type { QueueOptions } from "../queue/report-by-queue.js";
import { configOption } from "./config-option.js";
import { parseFolder } from "./folder-option.js";
import { withInterrupt } from "./interrupt.js";
import { createProgress } from "./progress.js";
import { addQueueOptions, queueOf, type QueueFlags } from "./queue-options.js";
import { onlyOption, profileOption, seedOption } from "./run-options.js";

interface Flags extends QueueFlags {
  profile: Profile;
  seed: number;
  only: string[];
  pdf: boolean;
  cache: boolean;
  watch?: boolean;
  port?: number;
  out?: string;
  config?: string;
}

/** `ncsparse report`: execute the notebooks, write HTML, PDF and ledger. */
export function reportCommand(done: (code: number) => void): Command {
  const command = new Command("report")
    .description("Execute the notebooks and write out/index.html, out/report.pdf, out/claims.json and out/run.json.")
    .addOption(profileOption())
    .addOption(seedOption())
    .addOption(onlyOption("execute only these notebooks (comma-separated, e.g. 01,02); written to out-only/"))
    .option("--no-pdf", "leave the PDF out")
    .option("--no-cache", "execute every notebook and compute every claim anew, and keep nothing of it")
    .option("--watch", "build again at every save, and serve the page, which reloads itself; no PDF; Ctrl-C ends it")
    .option("--port <n>", "where --watch serves on 127.0.0.1 (default: a free port)", parsePort)
    .option("--out <dir>", "where to write (default: out, or out-only with --only)", parseFolder);
  return addQueueOptions(command, "the claims")
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", EXIT_CODES)
    .action(async (flags: Flags) => {
      const project = findProject(flags.config);
      const queue = reportQueue(flags);
      if (flags.watch === true) {
        await watch(project, flags);
        return;
      }
      if (flags.port !== undefined) throw new InputError("--port: only --watch serves the page");
      const request: ReportRequest = {
        project,
        only: flags.only,
        profile: flags.profile,
        seed: flags.seed,
        pdf: flags.pdf,
        cores: availableParallelism(),
        cache: flags.cache ? new CacheStore(join(project.root, ...CACHE_FOLDER)) : null,
        out: outFolder(project, flags.out, flags.only),
        ...(queue !== undefined && { queue }),
      };
      done(await withInterrupt((signal) => buildReport(request, createProgress(), signal)));
    });
}

function outFolder({ root }: Project, out: string | undefined, only: readonly string[]): string {
  return resolve(out ?? join(root, only.length > 0 ? "out-only" : "out"));
}

/** @throws InputError for what makes no sense together */
function reportQueue(flags: Flags): QueueOptions | undefined {
  const queue = queueOf(flags);
  if (queue === undefined) return undefined;
  if (flags.watch === true) throw new InputError("--queue: --watch builds on this machine alone");
  if (!flags.cache) throw new InputError("--no-cache: --queue brings results into the cache, and cannot do without it");
  return queue;
}

async function watch(project: Project, { only, profile, seed, cache, port = 0, out }: Flags): Promise<void> {
  if (!cache) throw new InputError("--no-cache: --watch keeps what did not change, and cannot do without its cache");
  const { watchReport } = await import("../watch/watch.js");
  const { watchedPlaces } = await import("../watch/places.js");
  const request = {
    config: resolve(project.config),
    only,
    profile,
    seed,
    cores: availableParallelism(),
    cacheFolder: join(project.root, ...CACHE_FOLDER),
    out: outFolder(project, out, only),
  };
  const places = watchedPlaces(project);
  const onUrl = (url: string): void => {
    const names = places.map(({ path }) => relative(project.root, path)).join(", ");
    process.stdout.write(`watching ${names}; the page is at ${url} (Ctrl-C ends)\n`);
  };
  await withInterrupt((signal) => watchReport(request, { port, places, onUrl }, signal));
}

const EXIT_CODES = `
Exit codes: 0 every claim and every control as expected; 1 a deviation, a failed cell, content that the
page cannot show, or with --queue a block that failed; 2 bad input; 3 only the PDF is missing; 130 interrupted.`;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("it must be an integer in [0, 65535].");
}
