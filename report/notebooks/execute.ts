/** Executing one notebook: a kernel of its own, its cells in order, until one fails. */
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { InputError } from "../errors.js";
import { notStartedFailure } from "../kernel/failure.js";
import type { Compilers } from "../kernel/compilers.js";
import { KernelStartError, startKernel } from "../kernel/kernel.js";
import type { CellRun, Kernel } from "../kernel/kernel.js";
import type { CodeCell, ExecutedNotebook, NotebookFile, Output } from "../types.js";
import { optionsOf } from "./cell-options.js";
import { joinText } from "./cells.js";
import { languageOf } from "./kernel-of.js";

/** Seconds that a cell may take: several times the slowest cell of the full profile, and short enough to wait out. */
const DEFAULT_CELL_TIMEOUT_SECONDS = 600;
/** UTF-8 bytes of output that a cell may write, 8 MB: a page with more would not open, and a loop that prints for ever
 *  reaches it in seconds. */
export const DEFAULT_OUTPUT_LIMIT_BYTES = 8 * 1024 * 1024;

/** Progress. `codeCellNumber` counts from 1, 0 before the first cell; `seconds` since the notebook's start, for a
 *  cell's end those of the cell, for a notebook that is not executed again those of its execution. */
export interface NotebookEvent {
  type: "kernel-starting" | "cell-start" | "cell-end" | "notebook-end" | "notebook-reused";
  notebook: string;
  codeCellNumber: number;
  codeCells: number;
  seconds: number;
  /** Whether the cell (cell-end) or the notebook (notebook-end) has failed; a cell that is expected to throw has not. */
  failed: boolean;
}

export interface ExecuteNotebookOptions {
  /** Added to the environment of the kernel. */
  env?: Record<string, string> | undefined;
  /** Default for cells: `metadata.ncsparse.timeout_seconds` of a cell and `metadata.ncsparse.cell_timeout_seconds` of
   *  the notebook come first. */
  cellTimeoutSeconds?: number | undefined;
  heapMegabytes?: number | undefined;
  /** Gives the compiler of a folder of notebooks; without it each kernel has its own. */
  compilers?: Pick<Compilers, "pathFor"> | undefined;
  outputLimitBytes?: number | undefined;
  signal?: AbortSignal | undefined;
  onEvent?: ((event: NotebookEvent) => void) | undefined;
}

/** A code cell of the copy that is being executed. */
interface Step {
  cell: CodeCell;
  cellIndex: number;
  codeCellNumber: number;
  timeoutSeconds: number;
}

/**
 * Executes a copy of the notebook, in the notebook's folder. The first failure ends it: cells after that have no
 * outputs, and the failed cell shows the error. Failures are results, not exceptions.
 * @throws InputError when the notebook's metadata sets a timeout that is not a positive number
 * @throws InterruptedError when `signal` is aborted; the kernel is gone then, and its files with it
 */
export async function executeNotebook(
  file: NotebookFile,
  options: ExecuteNotebookOptions = {},
): Promise<ExecutedNotebook> {
  const execution = new Execution(file, options);
  await execution.run();
  return execution.result();
}

/**
 * Checks what executing a notebook would refuse.
 *
 * @throws InputError as `executeNotebook`
 */
export function checkTimeouts(file: NotebookFile): void {
  codeCells(file, file.notebook.cells, DEFAULT_CELL_TIMEOUT_SECONDS);
}

class Execution {
  readonly #notebook;
  readonly #steps: Step[];
  readonly #codeCells: number;
  readonly #started = performance.now();
  readonly #cellSeconds: Record<string, number> = {};
  /** Cells that have been sent, with what came of each; late errors show up here. */
  readonly #runs: { step: Step; run: CellRun }[] = [];
  #current = 0;

  constructor(
    private readonly file: NotebookFile,
    private readonly options: ExecuteNotebookOptions,
  ) {
    this.#notebook = structuredClone(file.notebook);
    const all = codeCells(file, this.#notebook.cells, options.cellTimeoutSeconds ?? DEFAULT_CELL_TIMEOUT_SECONDS);
    this.#codeCells = all.length;
    for (const { cell } of all) Object.assign(cell, { outputs: [], execution_count: null });
    this.#steps = all.filter(({ cell }) => !optionsOf(cell).skips);
  }

  async run(): Promise<void> {
    // Without a cell to run there is nothing to start a kernel for.
    if (this.#steps.length > 0) await this.#runInKernel();
    this.#tell("notebook-end", this.#elapsed(), this.#failed().length > 0);
  }

  result(): ExecutedNotebook {
    const failures = this.#failed().map(({ step, run }) => {
      const { cellIndex, codeCellNumber, cell } = step;
      return { cellIndex, codeCellNumber, cellId: cell.id, ...run.failure! };
    });
    const { number, name, path } = this.file;
    const seconds = this.#elapsed();
    const cellSeconds = this.#cellSeconds;
    return { number, name, path, notebook: this.#notebook, failures, seconds, cellSeconds, reused: false };
  }

  async #runInKernel(): Promise<void> {
    const kernel = await this.#startKernel();
    if (kernel === null) return;
    try {
      for (const step of this.#steps) {
        await this.#runCell(kernel, step);
        if (this.#failed().length > 0) break;
      }
      await kernel.settle();
    } finally {
      await kernel.shutdown();
    }
  }

  /** The kernel, or null after noting at the first cell that there is none. */
  async #startKernel(): Promise<Kernel | null> {
    this.#tell("kernel-starting", 0, false);
    const { env, heapMegabytes, signal, compilers } = this.options;
    const cwd = dirname(this.file.path);
    const language = languageOf(this.file.notebook);
    const compiler = await compilers?.pathFor(cwd, language);
    try {
      // Nobody looks on, and nothing of how far a claim was may be kept.
      const quiet = { NCSPARSE_PROGRESS: "off", ...env };
      return await startKernel({ cwd, language, env: quiet, heapMegabytes, signal, compiler });
    } catch (error) {
      if (!(error instanceof KernelStartError)) throw error;
      this.#noteNotStarted(this.#steps[0]!, error);
      return null;
    }
  }

  #noteNotStarted(step: Step, error: KernelStartError): void {
    const failure = notStartedFailure(error.message);
    const { ename, evalue, traceback } = failure;
    const outputs: Output[] = [{ output_type: "error", ename, evalue, traceback }];
    step.cell.outputs = outputs;
    this.#runs.push({ step, run: { status: "error", executionCount: null, outputs, failure } });
  }

  async #runCell(kernel: Kernel, step: Step): Promise<void> {
    this.#current = step.codeCellNumber;
    this.#tell("cell-start", this.#elapsed(), false);
    const started = performance.now();
    const run = await kernel.execute(joinText(step.cell.source), {
      timeoutMs: step.timeoutSeconds * 1000,
      outputLimitBytes: this.options.outputLimitBytes ?? DEFAULT_OUTPUT_LIMIT_BYTES,
      signal: this.options.signal,
    });
    const seconds = secondsSince(started);
    this.#cellSeconds[step.cell.id] = seconds;
    // The array is the run's own: late outputs and updates of displays still reach the notebook.
    Object.assign(step.cell, { outputs: run.outputs, execution_count: run.executionCount });
    this.#runs.push({ step, run });
    this.#tell("cell-end", seconds, hasFailed({ step, run }));
  }

  /** Cells that failed and must not have. */
  #failed(): { step: Step; run: CellRun }[] {
    return this.#runs.filter(hasFailed);
  }

  #tell(type: NotebookEvent["type"], seconds: number, failed: boolean): void {
    const { name: notebook } = this.file;
    this.options.onEvent?.({
      type,
      notebook,
      codeCellNumber: this.#current,
      codeCells: this.#codeCells,
      seconds,
      failed,
    });
  }

  #elapsed(): number {
    return secondsSince(this.#started);
  }
}

function hasFailed({ step, run }: { step: Step; run: CellRun }): boolean {
  return run.failure !== null && !isExpected(step.cell, run);
}

/** A cell tagged so may throw; hanging, dying and printing for ever stay failures. */
function isExpected(cell: CodeCell, { failure }: CellRun): boolean {
  return optionsOf(cell).raises && (failure?.kind === "error" || failure?.kind === "late-error");
}

function codeCells(file: NotebookFile, cells: NotebookFile["notebook"]["cells"], defaultSeconds: number): Step[] {
  const where = `${file.path}: metadata.ncsparse.cell_timeout_seconds`;
  const notebookSeconds = timeoutIn(where, file.notebook.metadata, "cell_timeout_seconds") ?? defaultSeconds;
  const steps: Step[] = [];
  for (const [cellIndex, cell] of cells.entries()) {
    if (cell.cell_type !== "code") continue;
    const place = `${file.path}: cell ${cellIndex + 1} (code, id "${cell.id}"): metadata.ncsparse.timeout_seconds`;
    const timeoutSeconds = timeoutIn(place, cell.metadata, "timeout_seconds") ?? notebookSeconds;
    steps.push({ cell, cellIndex, codeCellNumber: steps.length + 1, timeoutSeconds });
  }
  return steps;
}

/** The timeout set under `metadata.ncsparse`, in seconds, or undefined; `place` names it in the error. */
function timeoutIn(place: string, metadata: Record<string, unknown>, field: string): number | undefined {
  const own = metadata.ncsparse as Record<string, unknown> | null | undefined;
  const value = own?.[field];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !(value > 0)) {
    throw new InputError(`${place} must be a positive number of seconds, got ${JSON.stringify(value)}`);
  }
  return value;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
