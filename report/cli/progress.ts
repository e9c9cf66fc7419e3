/** Telling people what runs: from the first second, which notebook, which cell, for how long. */
import { Listr, ListrLogger, type ListrRendererValue } from "listr2";
import type { NotebookEvent } from "../notebooks/execute.js";

/** What the build tells of itself. */
export interface Progress {
  /**
   * One step with a title; its result is passed on. Where `failed` finds something to say of the result, the step ends
   * marked as failed, with that.
   */
  step<T>(
    title: string,
    run: (tell: (line: string) => void) => Promise<T>,
    failed?: (result: T) => string | null,
  ): Promise<T>;
}

/** A cell that runs longer than this many milliseconds is named again, so that silence never lasts. */
const REMIND_AFTER_MS = 10_000;

/** A step has a result, of which something failed: it ends marked so, and the result is passed on. */
class PartlyFailed extends Error {}

/** A live list on a terminal, plain lines elsewhere. */
export function createProgress(): Progress {
  const renderer: ListrRendererValue = process.stdout.isTTY ? "default" : "verbose";
  return {
    async step<T>(
      title: string,
      run: (tell: (line: string) => void) => Promise<T>,
      failed: (result: T) => string | null = () => null,
    ): Promise<T> {
      let result: T | undefined;
      const started = Date.now();
      const list = new Listr(
        [
          {
            title,
            task: async (_, task) => {
              result = await run((line) => {
                task.output = line;
              });
              const told = failed(result);
              task.title = `${title} (${seconds(Date.now() - started)}${told === null ? "" : `; ${told}`})`;
              if (told !== null) throw new PartlyFailed(task.title);
            },
            rendererOptions: { persistentOutput: false },
          },
        ],
        // stderr is for the one line that the command line prints of a failure.
        { renderer, rendererOptions: { logger: new ListrLogger({ useIcons: false }) }, registerSignalListeners: false },
      );
      try {
        await list.run();
      } catch (error) {
        if (!(error instanceof PartlyFailed)) throw error;
      }
      return result as T;
    },
  };
}

/** Turns a runner's events into lines, and repeats the line of a cell that takes long. */
export class CellReporter {
  readonly #running = new Map<string, { label: string; since: number }>();
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly tell: (line: string) => void) {
    this.#timer = setInterval(() => this.#remind(), REMIND_AFTER_MS);
    this.#timer.unref();
  }

  readonly on = (event: NotebookEvent): void => {
    const { type, notebook, codeCellNumber, codeCells } = event;
    const label = `${notebook}: cell ${codeCellNumber} of ${codeCells}`;
    if (type === "kernel-starting") this.tell(`${notebook}: starting the kernel`);
    if (type === "cell-start") {
      this.#running.set(notebook, { label, since: Date.now() });
      this.tell(label);
    }
    if (type === "notebook-reused") {
      this.tell(`${notebook}: unchanged, its outputs of ${seconds(event.seconds * 1000)} are taken from the cache`);
    }
    if (type === "notebook-end") {
      this.#running.delete(notebook);
      this.tell(`${notebook}: ${event.failed ? "FAILED" : "done"} after ${seconds(event.seconds * 1000)}`);
    }
  };

  close(): void {
    clearInterval(this.#timer);
  }

  #remind(): void {
    for (const { label, since } of this.#running.values()) {
      const elapsed = Date.now() - since;
      if (elapsed >= REMIND_AFTER_MS) this.tell(`${label}, ${seconds(elapsed)}`);
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
