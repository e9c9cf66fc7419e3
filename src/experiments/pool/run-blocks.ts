import { setImmediate } from "node:timers/promises";
import { Piscina } from "piscina";
import { BlockError } from "./block-error.js";
import type { JobName, Jobs } from "./jobs.js";
import perform, { type Task } from "./worker.js";
import { workerEntry } from "./worker-entry.js";

/** How blocks are run. None of it changes a digit of the results. */
export interface PoolOptions {
  /** Threads, an integer >= 1; with 1 the caller's own thread works, and lets other events through between blocks. */
  readonly workers: number;
  /** Stops the run: no block is started, blocks under way are given up. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each block. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** One block: a job's input, and the words that name it where it fails. */
export interface Block<Name extends JobName> {
  readonly label: string;
  readonly input: Parameters<Jobs[Name]>[0];
}

/**
 * Runs a job on every block.
 *
 * @returns the results in block order, whatever the order in which workers finish
 * @throws BlockError for the first block that fails, or whose worker dies; the signal's reason if it is aborted
 */
export async function runBlocks<Name extends JobName>(
  job: Name,
  blocks: readonly Block<Name>[],
  { workers, signal, onProgress }: PoolOptions,
): Promise<ReturnType<Jobs[Name]>[]> {
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`runBlocks: workers must be an integer >= 1, got ${workers}`);
  }
  const results: ReturnType<Jobs[Name]>[] = [];
  const failure = new AbortController();
  const stop = AbortSignal.any(signal === undefined ? [failure.signal] : [signal, failure.signal]);
  const pool = workers === 1 ? ownThread<Name>() : threadPool<Name>(workers, stop);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < blocks.length) {
      signal?.throwIfAborted(); // who gave it may want to be asked
      stop.throwIfAborted();
      const b = next++;
      try {
        results[b] = await pool.perform({ job, input: blocks[b]!.input });
      } catch (error) {
        if (!stop.aborted) failure.abort(new BlockError(b, blocks[b]!.label, error));
        throw stop.reason;
      }
      onProgress?.(++done, blocks.length);
    }
  };
  try {
    const lanes = await Promise.allSettled(Array.from({ length: Math.min(workers, blocks.length) }, work));
    if (lanes.some((lane) => lane.status === "rejected")) throw stop.reason;
  } finally {
    await pool.close();
  }
  return results;
}

interface Workers<Name extends JobName> {
  perform(task: Task<Name>): Promise<ReturnType<Jobs[Name]>>;
  close(): Promise<void>;
}

/** The caller's own thread. */
function ownThread<Name extends JobName>(): Workers<Name> {
  return {
    perform: async (task) => {
      await setImmediate();
      return perform(task);
    },
    close: () => Promise.resolve(),
  };
}

/** Worker threads, all started at once, each doing one task at a time. */
function threadPool<Name extends JobName>(workers: number, signal: AbortSignal): Workers<Name> {
  const pool = new Piscina({ filename: workerEntry.url.href, minThreads: workers, maxThreads: workers });
  pool.on("error", () => undefined); // a death while idle: the next task finds no worker and reports it
  return {
    perform: (task) => pool.run(task, { signal }) as Promise<ReturnType<Jobs[Name]>>,
    close: () => pool.destroy(),
  };
}
