/** Executions kept in memory: a notebook that did not change is the same object, one of unchanged code has the same outputs. */
import type { ExecutedNotebook, NotebookFile } from "../types.js";
import type { StoredRun } from "./notebook-cache.js";

interface KeptRun {
  key: string;
  run: StoredRun;
  /** What the notebook was, prose and metadata included, and what became of it. */
  source: string;
  executed: ExecutedNotebook;
}

export class KeptRuns {
  /** The last run of each notebook, by path. */
  readonly #runs = new Map<string, KeptRun>();

  /** The execution that is kept of this very notebook; else the run that is kept of its code; else null. */
  find(file: NotebookFile, key: string): { executed?: ExecutedNotebook; run: StoredRun } | null {
    const known = this.#runs.get(file.path);
    if (known?.key !== key) return null;
    return known.source === sourceOf(file) ? known : { run: known.run };
  }

  keep(file: NotebookFile, key: string, run: StoredRun, executed: ExecutedNotebook): void {
    this.#runs.set(file.path, { key, run, source: sourceOf(file), executed });
  }
}

function sourceOf({ number, name, notebook }: NotebookFile): string {
  return JSON.stringify([number, name, notebook]);
}
