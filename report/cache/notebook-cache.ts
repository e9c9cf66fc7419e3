/** Executing a notebook, or taking what an earlier execution of the same code gave. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DATA_VARIABLE, MEMORY_VARIABLE } from "ncsparse-kit/memory/records";
import { InputError } from "../errors.js";
import { codeWithoutOptions, optionsOf } from "../notebooks/cell-options.js";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import { executeNotebook, type ExecuteNotebookOptions } from "../notebooks/execute.js";
import { languageOf } from "../notebooks/kernel-of.js";
import type { ExecutedNotebook, NotebookFile, Output } from "../types.js";
import type { Form, Memory } from "./memory.js";
import { cacheKey } from "./store.js";

/** What is kept of an execution: each code cell's outputs, in order, and how long it all took. */
interface StoredRun {
  seconds: number;
  cells: StoredCell[];
  /** Undefined for a run that is kept: whoever failed is not. */
  failed?: true;
}
interface StoredCell {
  outputs: Output[];
  executionCount: number | null;
  /** Undefined for a cell that is skipped. */
  seconds?: number | undefined;
}

/**
 * As `executeNotebook`, but a notebook whose code was executed before with the same modules, packages, Node, profile,
 * seed and data files is not executed again. Failures are never kept. Prose, titles and cell ids may change freely.
 *
 * @param run.code hash of the modules that the notebook runs
 * @param run.execute executes it
 */
export async function executeOrReuse(
  file: NotebookFile,
  options: ExecuteNotebookOptions,
  { memory, code, execute = executeNotebook }: { memory: Memory; code: string; execute?: typeof executeNotebook },
): Promise<ExecutedNotebook> {
  const parts = [code, ...notebookParts(file, options.env ?? {})];
  let executed: ExecutedNotebook | undefined;
  const env = { ...options.env, [DATA_VARIABLE]: cacheKey(dataFiles(file)) };
  const anew = async (): Promise<StoredRun> => toStore((executed = await execute(file, { ...options, env })));
  const run = await memory.once("notebook", file.name, parts, anew, runOf(file));
  if (executed !== undefined) return executed;
  options.onEvent?.({
    type: "notebook-reused",
    notebook: file.name,
    codeCellNumber: run.cells.length,
    codeCells: run.cells.length,
    seconds: run.seconds,
    failed: false,
  });
  // The very same object as long as nothing of the notebook changes: by it a process knows the chapters that it has.
  const source = JSON.stringify([file.number, file.name, file.path, file.notebook]);
  const reuse = (): Promise<ExecutedNotebook> => Promise.resolve(withOutputs(file, run));
  return await memory.once("executed", file.name, [...parts, source], reuse, null);
}

function toStore(executed: ExecutedNotebook): StoredRun {
  const cells = codeCellsOf(executed.notebook).map(({ id, outputs, execution_count: executionCount }) => ({
    outputs,
    executionCount,
    seconds: executed.cellSeconds[id],
  }));
  return { seconds: executed.seconds, cells, ...(executed.failures.length > 0 && { failed: true }) };
}

/** Variables that decide how fast a notebook runs, not what it computes. */
const IRRELEVANT = new Set(["NCSPARSE_WORKERS", MEMORY_VARIABLE]);

/** What decides whether an execution can be reused, beside the modules that it runs and the fingerprint of the kernel. */
export function notebookParts(file: NotebookFile, env: Readonly<Record<string, string>>): (string | Uint8Array)[] {
  const variables = Object.entries(env)
    .filter(([name]) => !IRRELEVANT.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  const code = codeCellsOf(file.notebook).flatMap((cell) => {
    // Of what a cell says of itself only what changes its execution counts; how it is shown does not.
    const { skips, raises } = optionsOf(cell);
    return [codeWithoutOptions(joinText(cell.source)), JSON.stringify([skips, raises])];
  });
  return [languageOf(file.notebook), String(variables.length), ...variables, ...dataFiles(file), ...code];
}

/**
 * Names and contents of the files that the notebook declares in `metadata.ncsparse.data_files`.
 *
 * @throws InputError for what is no list of names, and for a file that cannot be read
 */
export function dataFiles(file: NotebookFile): (string | Uint8Array)[] {
  const { path } = file;
  return declaredFiles(file).flatMap((name) => {
    try {
      return [name, readFileSync(resolve(dirname(path), name))];
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
      throw new InputError(`${path}: metadata.ncsparse.data_files: ${name} cannot be read (${reason})`);
    }
  });
}

/**
 * The names alone, from the notebook's folder.
 *
 * @throws InputError for what is no list of names
 */
export function declaredFiles({ path, notebook }: NotebookFile): readonly string[] {
  const declared = (notebook.metadata.ncsparse as { data_files?: unknown } | undefined)?.data_files ?? [];
  if (Array.isArray(declared) && declared.every((name) => typeof name === "string")) return declared;
  throw new InputError(`${path}: metadata.ncsparse.data_files must be a list of file names`);
}

/** The run of a notebook's code, if what was stored has the shape that this version writes. */
function runOf({ notebook }: NotebookFile): Form<StoredRun> {
  const count = codeCellsOf(notebook).length;
  return {
    write: (run) => (run.failed ? null : Buffer.from(JSON.stringify(run))),
    read: (data) => {
      try {
        const run = JSON.parse(data.toString("utf8")) as Partial<StoredRun>;
        const whole = run.cells?.length === count && run.cells.every((cell) => Array.isArray(cell.outputs));
        return whole && typeof run.seconds === "number" ? (run as StoredRun) : null;
      } catch {
        return null;
      }
    },
  };
}

function withOutputs(file: NotebookFile, { seconds, cells }: StoredRun): ExecutedNotebook {
  const notebook = structuredClone(file.notebook);
  const own = codeCellsOf(notebook);
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
