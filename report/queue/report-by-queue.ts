/** A report whose claims are computed by a queue: afterwards its memory has them, and it runs as ever. */
import type { Memory } from "../cache/memory.js";
import type { Progress } from "../cli/progress.js";
import { missingBlocks, recordKeys } from "../compute/record-keys.js";
import { prepareWork, type WorkRequest } from "../compute/work.js";
import { longestFirst } from "../compute/longest-first.js";
import type { Block } from "../compute/plan.js";
import type { QueueAddress } from "./address.js";
import { computeByQueue } from "./compute-by-queue.js";
import { requireServer } from "./connect.js";
import { factsOf, notebooksOf } from "./facts-of-work.js";
import { BlocksGivenUp } from "./given-up.js";
import { Incoming } from "./incoming.js";

export interface QueueOptions {
  readonly address: QueueAddress;
  /** How long a run may be without any worker, in milliseconds; Infinity to wait for ever. */
  readonly timeoutMs: number;
}

export interface ReportParts {
  readonly memory: Memory;
  /** The memory's folder of records. */
  readonly records: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Has what is missing of a report's claims computed by the workers of a queue.
 *
 * @throws BlocksGivenUp once all others are there; InputError for a server that cannot be used, and where no worker came
 */
export async function fillMemoryByQueue(
  request: WorkRequest,
  { address, timeoutMs }: QueueOptions,
  parts: ReportParts,
): Promise<void> {
  await requireServer(address); // before all that takes time
  const work = await prepareWork(request, parts.memory);
  const keys = await recordKeys(work);
  const missing = missingBlocks(work, keys, parts.records);
  if (missing.length === 0) return;
  const title = `Computing ${missing.length} ${missing.length === 1 ? "block" : "blocks"} by ${address.shown}`;
  const given = await parts.progress.step(
    title,
    (tell) =>
      Incoming.with({ work, keys, memory: parts.records }, (incoming) =>
        computeByQueue({
          ...{ address, timeoutMs, tell, signal: parts.signal },
          facts: factsOf(work, { notebooks: notebooksOf(work), seeds: String(request.seed), draws: true }),
          tasks: longestFirst(missing).map(({ name }) => name),
          keep: (name, records) => incoming.take(blockIn(missing, name), records),
        }),
      ),
    (failed) => (failed.length === 0 ? null : `${failed.length} given up`),
  );
  if (given.length > 0) throw new BlocksGivenUp(given);
}

function blockIn(blocks: readonly Block[], name: string): Block {
  return blocks.find((block) => block.name === name)!;
}
