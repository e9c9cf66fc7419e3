/** Executing a notebook, or taking what an earlier execution of the same code gave. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError } from "../errors.js";
import { codeCellsOf, hasTag, joinText, RAISES_TAG, SKIP_TAG } from "../notebooks/cells.js";
import { executeNotebook, type ExecuteNotebookOptions } from "../notebooks/execute.js";
import type { ExecutedNotebook, NotebookFile, Output } from "../types.js";
import type { KeptRuns } from "./kept-runs.js";
import { cacheKey, type CacheStore } from "./store.js";

/** What is kept of an execution: each code cell's outputs, in order, and how long it all took. */
export interface StoredRun {
  seconds: number;
  cells: StoredCell[];
}
interface StoredCell {
  outputs: Output[];
  executionCount: number | null;
  /** Undefined for a cell that is skipped. */
  seconds?: number | undefined;
}

export interface CachedExecution {
  store: CacheStore;
  /** `kernelFingerprint()`: what every notebook's outputs depend on. */
  fingerprint: string;
  /** Of a process that builds again and again. */
  runs?: KeptRuns | undefined;
}

/**
 * As `executeNotebook`, but a notebook whose code was executed before with the same library, packages, Node, profile,
 * seed and data files is not executed again. Failures are never kept. Prose, titles and cell ids may change freely.
 */
export async function executeOrReuse(
  file: NotebookFile,
  options: ExecuteNotebookOptions,
  { store, fingerprint, runs }: CachedExecution,
): Promise<ExecutedNotebook> {
  const key = notebookKey(file, options.env ?? {}, fingerprint);
  const kept = runs?.find(file, key);
  const stored = kept?.run ?? parse(await store.get(key));
  const reused = kept?.executed ?? (stored && withOutputs(file, stored));
  if (stored && reused) {
    runs?.keep(file, key, stored, reused);
    const codeCellCount = stored.cells.length;
    options.onEvent?.({
      type: "notebook-reused",
      notebook: file.name,
      codeCellNumber: codeCellCount,
      codeCells: codeCellCount,
      seconds: stored.seconds,
      failed: false,
    });
    return reused;
  }
  const executed = await executeNotebook(file, options);
  if (executed.failures.length === 0) {
    await store.put(key, Buffer.from(JSON.stringify(toStore(executed))), { kind: "notebook", label: file.name });
  }
  return executed;
}

function toStore(executed: ExecutedNotebook): StoredRun {
  const cells = codeCellsOf(executed.notebook).map(({ id, outputs, execution_count: executionCount }) => ({
    outputs,
    executionCount,
    seconds: executed.cellSeconds[id],
  }));
  return { seconds: executed.seconds, cells };
}

/** Variables that decide how fast a notebook runs, not what it computes. */
const IRRELEVANT = new Set(["NCSPARSE_WORKERS"]);

/** What decides whether an execution can be reused. */
export function notebookKey(file: NotebookFile, env: Readonly<Record<string, string>>, fingerprint: string): string {
  const variables = Object.entries(env)
    .filter(([name]) => !IRRELEVANT.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  const code = codeCellsOf(file.notebook).flatMap((cell) => [
    joinText(cell.source),
    // Of a cell's tags only those that change its execution count; tags for display do not.
    JSON.stringify([SKIP_TAG, RAISES_TAG].filter((tag) => hasTag(cell, tag))),
  ]);
  return cacheKey(["notebook", fingerprint, String(variables.length), ...variables, ...dataFiles(file), ...code]);
}

/** Names and contents of the files that the notebook declares in `metadata.ncsparse.data_files`. */
function dataFiles({ path, notebook }: NotebookFile): (string | Uint8Array)[] {
  const declared = (notebook.metadata.ncsparse as { data_files?: unknown } | undefined)?.data_files ?? [];
  if (!Array.isArray(declared) || declared.some((name) => typeof name !== "string")) {
    throw new InputError(`${path}: metadata.ncsparse.data_files must be a list of file names`);
  }
  return (declared as string[]).flatMap((name) => {
    try {
      return [name, readFileSync(resolve(dirname(path), name))];
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
      throw new InputError(`${path}: metadata.ncsparse.data_files: ${name} cannot be read (${reason})`);
    }
  });
}

/** What was stored, if it has the shape that this version writes. */
function parse(data: Buffer | null): StoredRun | null {
  if (data === null) return null;
  try {
    const run = JSON.parse(data.toString("utf8")) as Partial<StoredRun>;
    const whole = Array.isArray(run.cells) && run.cells.every((cell) => Array.isArray(cell.outputs));
    return whole && typeof run.seconds === "number" ? (run as StoredRun) : null;
  } catch {
    return null;
  }
}

function withOutputs(file: NotebookFile, { seconds, cells }: StoredRun): ExecutedNotebook | null {
  const notebook = structuredClone(file.notebook);
  const own = codeCellsOf(notebook);
  if (own.length !== cells.length) return null;
  const cellSeconds: Record<string, number> = {};
  for (const [index, cell] of own.entries()) {
    const { outputs, executionCount, seconds: took } = cells[index]!;
    Object.assign(cell, { outputs, execution_count: executionCount });
    if (took !== undefined) cellSeconds[cell.id] = took;
  }
  return {
    number: file.number,
    name: file.name,
    path: file.path,
    notebook,
    failures: [],
    seconds,
    cellSeconds,
    reused: true,
  };
}
