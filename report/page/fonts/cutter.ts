/** The fonts of one page being cut to its characters, on threads: packing them again takes two seconds on one. */
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { enginePath } from "../../root.js";
import type { Pieces } from "../pieces.js";
import type { CutTask } from "./cut.js";

/** Some fonts are large and most are small: with more threads than this the largest decides how long all take. */
const MOST_THREADS = 4;

export class FontCutter {
  #pool: Piscina | null = null;

  /** @param pieces where fonts that were cut before come from */
  constructor(private readonly pieces: Pieces) {}

  /** A font as a page embeds it: a `data:` URI. */
  cut(task: CutTask): Promise<string> {
    const name = basename(task.file);
    return this.pieces.once("font", name, [name, task.text], () => this.#run(task));
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  async #run(task: CutTask): Promise<string> {
    // Node runs what the compiler wrote, also where this module runs from its source, as under test.
    const file = enginePath("report", "dist", "page", "fonts", "cut.js");
    const threads = Math.min(MOST_THREADS, availableParallelism());
    this.#pool ??= new Piscina({ filename: pathToFileURL(file).href, minThreads: threads, maxThreads: threads });
    return (await this.#pool.run(task)) as string;
  }
}
