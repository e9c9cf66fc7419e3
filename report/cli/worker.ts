import { Command, InvalidArgumentError } from "commander";
import { availableParallelism, hostname } from "node:os";
import { join } from "node:path";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { CACHE_FOLDER, CacheStore } from "../cache/store.js";
import { findProject } from "../config/find-project.js";
import { EXIT, InterruptedError } from "../errors.js";
import { QUEUE_VARIABLE, queueAddress } from "../queue/address.js";
import { openWorkplace } from "../queue/computing-workplace.js";
import type { RunFacts } from "../queue/run-facts.js";
import { serve } from "../queue/serve.js";
import type { Workplace } from "../queue/workplace.js";
import { configOption } from "./config-option.js";
import { withInterrupt } from "./interrupt.js";
import { queuePrefixOption } from "./queue-prefix-option.js";

interface Flags {
  workers: number;
  queuePrefix?: string;
  config?: string;
}

/** `ncsparse worker`: computes blocks for reports on other machines. */
export function workerCommand(done: (code: number) => void): Command {
  return new Command("worker")
    .description("Compute claims for the reports that a queue has, until it is ended: see `report --queue`.")
    .argument("[url]", `the queue's server, redis://HOST:PORT or rediss://... (default: what ${QUEUE_VARIABLE} says)`)
    .option("--workers <n>", "blocks computed at once (default: the cores)", parseCount, availableParallelism())
    .addOption(queuePrefixOption())
    .addOption(configOption())
    .allowExcessArguments(false)
    .addHelpText("after", NOTES)
    .action(async (url: string | undefined, { workers, queuePrefix, config }: Flags) => {
      const address = queueAddress(url, queuePrefix);
      const project = findProject(config);
      const memory = new Memory(fingerprintsOf(project), new CacheStore(join(project.root, ...CACHE_FOLDER)));
      const tell = (line: string): void => void process.stdout.write(`${line}\n`);
      const name = `${hostname()}/${process.pid} x ${workers}`;
      const open = (run: RunFacts): Promise<Workplace | string> => openWorkplace(project, memory, run);
      await withInterrupt((signal) => serve({ address, name, slots: workers, open, tell, signal })).catch(
        (error: unknown) => {
          if (!(error instanceof InterruptedError)) throw error;
          tell("ended; blocks that were not done were given back");
          done(EXIT.interrupted);
        },
      );
    });
}

const NOTES = `
It must be started in a checkout of the project that the report is of. A run of other code, of another Node or kind of
processor is refused. What it computes is told by names alone, and checked against its own list.

Exit codes: 2 bad input, or a disk that is full, and its blocks were given back; 130 interrupted, and they were.`;

const MOST = 1_024;

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST) return count;
  throw new InvalidArgumentError(`it must be an integer in [1, ${MOST}].`);
}
