/** Executing several notebooks, a few at a time, on the cores that there are. */
import type { ExecutedNotebook, NotebookFile } from "../types.js";
import type { Memory } from "../cache/memory.js";
import { executeOrReuse } from "../cache/notebook-cache.js";
import { longestFirst } from "../compute/longest-first.js";
import { Compilers } from "../kernel/compilers.js";
import { executeNotebook } from "./execute.js";
import type { ExecuteNotebookOptions } from "./execute.js";

/** Kernels at once: each computes on as many cores as are left to it. */
const MAX_PARALLEL = 2;
/** How the library in a kernel learns on how many cores it may compute, */
const WORKERS_VARIABLE = "NCSPARSE_WORKERS";
/** and that its figures are drawn by who asks for them. */
const DRAWINGS_VARIABLE = "NCSPARSE_DRAWINGS";

export interface CoreBudget {
  /** Notebooks executed at once. */
  parallel: number;
  /** Cores that each of them computes on. */
  workers: number;
}

/** Earlier executions. */
export interface KeptExecutions {
  memory: Memory;
  /** The hash of the modules that a notebook runs. */
  codeOf: (file: NotebookFile) => Promise<string>;
}

export interface ExecuteAllOptions extends ExecuteNotebookOptions, CoreBudget {
  /**
   * Draws the figures of a notebook that was executed, in its outputs, while the next one is executed. Without it kernels
   * draw them.
   */
  draw?: (executed: ExecutedNotebook) => Promise<void>;
  /** How long a notebook may take, in any unit; null where nobody knows. The longest are begun first. */
  expected?: (file: NotebookFile) => number | null;
  /** Where executions are kept and looked for; without it every notebook is executed. */
  kept?: KeptExecutions | null;
}

/** Shares `cores` among `notebooks`: parallel * workers <= cores (both integers, at least 1). */
export function coreBudget(cores: number, notebooks: number): CoreBudget {
  for (const [name, value] of Object.entries({ cores, notebooks })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`coreBudget: ${name} must be an integer of at least 1, got ${value}`);
    }
  }
  const parallel = Math.min(MAX_PARALLEL, notebooks, cores);
  return { parallel, workers: Math.floor(cores / parallel) };
}

/**
 * Executes notebooks, at most `parallel` at once, and returns them in the order of `files`. A notebook that fails does
 * not stop the others; an exception (InputError, InterruptedError) does, once the kernels that run have been stopped.
 */
export async function executeAll(
  files: readonly NotebookFile[],
  { parallel, workers, kept = null, draw, expected = () => null, ...options }: ExecuteAllOptions,
): Promise<ExecutedNotebook[]> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const drawings = draw === undefined ? {} : { [DRAWINGS_VARIABLE]: "off" };
  const env = { ...options.env, [WORKERS_VARIABLE]: String(workers), ...drawings };
  const compilers = new Compilers(kept?.memory);
  const execute = async (file: NotebookFile, onExecuted: () => void): Promise<ExecutedNotebook> => {
    const own = { ...options, env, signal, compilers };
    const executeAndDraw: typeof executeNotebook = async (...asked) => {
      const executed = await executeNotebook(...asked);
      onExecuted();
      await draw?.(executed);
      return executed;
    };
    if (kept === null) return await executeAndDraw(file, own);
    return await executeOrReuse(file, own, { ...kept, code: await kept.codeOf(file), execute: executeAndDraw });
  };
  try {
    const queue = longestFirst(files.map((file, index) => ({ file, index, seconds: expected(file) })));
    const results: ExecutedNotebook[] = [];
    await inLanes(queue, parallel, stop, async ({ file, index }, free) => {
      results[index] = await execute(file, free);
    });
    return results;
  } finally {
    await compilers.close();
  }
}

/**
 * Does something with each, at most `parallel` at once.
 *
 * @param stop told when one fails; what the others throw after that is only that they were interrupted
 * @param run calls `free` when the next may begin, even though it has not finished
 * @throws what the first that fails throws, when all have ended
 */
async function inLanes<T>(
  all: readonly T[],
  parallel: number,
  stop: AbortController,
  run: (one: T, free: () => void) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const finishing: Promise<void>[] = [];
  const begin = async (one: T, free: () => void): Promise<void> => {
    try {
      await run(one, free);
    } catch (error) {
      errors.push(error);
      stop.abort();
    } finally {
      free();
    }
  };
  const queue = all.values();
  const lane = async (): Promise<void> => {
    for (const one of queue) await new Promise<void>((free) => finishing.push(begin(one, free)));
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  await Promise.all(finishing);
  if (errors.length > 0) throw errors[0];
}
