/** Executing several notebooks, a few at a time, on the cores that there are. */
import type { ExecutedNotebook, NotebookFile } from "../types.js";
import type { Memory } from "../cache/memory.js";
import { executeOrReuse } from "../cache/notebook-cache.js";
import { Compilers } from "../kernel/compilers.js";
import { executeNotebook } from "./execute.js";
import type { ExecuteNotebookOptions } from "./execute.js";

/** Kernels at once: each computes on as many cores as are left to it. */
const MAX_PARALLEL = 2;
/** How the library in a kernel learns on how many cores it may compute. */
const WORKERS_VARIABLE = "NCSPARSE_WORKERS";

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
  { parallel, workers, kept = null, ...options }: ExecuteAllOptions,
): Promise<ExecutedNotebook[]> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const env = { ...options.env, [WORKERS_VARIABLE]: String(workers) };
  const results: ExecutedNotebook[] = [];
  const queue = files.entries();
  const work = async (): Promise<void> => {
    for (const [index, file] of queue) results[index] = await execute(file);
  };
  const compilers = new Compilers();
  const execute = async (file: NotebookFile): Promise<ExecutedNotebook> => {
    const own = { ...options, env, signal, compilers };
    if (kept === null) return await executeNotebook(file, own);
    return await executeOrReuse(file, own, kept.memory, await kept.codeOf(file));
  };
  let firstError: unknown;
  const lanes = Array.from({ length: parallel }, () =>
    work().catch((error: unknown) => {
      // What the other lanes throw after this is only that they were interrupted.
      if (!stop.signal.aborted) firstError = error;
      stop.abort();
    }),
  );
  await Promise.all(lanes);
  await compilers.close();
  if (stop.signal.aborted) throw firstError;
  return results;
}
