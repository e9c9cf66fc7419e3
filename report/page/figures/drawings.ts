/** Figures being drawn: on this thread or, where many wait, on a further one for each core. */
import { availableParallelism } from "node:os";
import { setImmediate as othersFirst } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Piscina } from "piscina";
import type { ChartSpec } from "ncsparse-kit";
import { enginePath } from "../../root.js";
import type { Pieces } from "../pieces.js";
import type { Drawing } from "./draw.js";

/** A thread takes as long to load what draws as to draw a dozen figures; fewer than these do not wait for one. */
const MANY = 12;

interface Waiting {
  /** JSON of a spec. */
  source: string;
  resolve: (drawn: string) => void;
  reject: (reason: unknown) => void;
}

export class Drawings {
  readonly #waiting: Waiting[] = [];
  readonly #lanes = new Set<Promise<void>>();
  #pool: Promise<Piscina> | null = null;

  /** @param pieces where drawings that were made before come from */
  constructor(private readonly pieces: Pieces) {}

  /**
   * The drawing of a spec; asked for twice, it is made once.
   *
   * @param label what people call the figure
   * @throws RangeError for a spec that would load something
   */
  async draw(spec: ChartSpec, label: string): Promise<Drawing> {
    const source = JSON.stringify(spec);
    const drawn = await this.pieces.once("figure", label, [source], () => this.#enqueue(source));
    return JSON.parse(drawn) as Drawing;
  }

  /** Ends the threads. What still waits is drawn all the same. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes);
    await (await this.#pool)?.destroy();
    this.#pool = null;
  }

  #enqueue(source: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ source, resolve, reject });
      if (this.#lanes.size === 0)
        this.#open(async (next) => {
          // The thread has a page to write, too.
          await othersFirst();
          // A thread that waits for this one to hand it the next figure draws nothing, so this one draws none.
          if (this.#pool !== null) return (await (await this.#pool).run(next)) as string;
          // What draws takes half a second to load, and many pages have no chart.
          const { default: draw } = await import("./draw.js");
          return await draw(next);
        });
      if (this.#pool === null && this.#waiting.length >= MANY) this.#openPool(availableParallelism());
    });
  }

  #openPool(threads: number): void {
    if (threads < 2) return;
    // Node runs what the compiler wrote, also where this module runs from its source, as under test.
    const file = enginePath("report", "dist", "page", "figures", "draw.js");
    const options = { filename: pathToFileURL(file).href, minThreads: threads, maxThreads: threads };
    const pool = import("piscina").then(({ Piscina }) => new Piscina(options));
    this.#pool = pool;
    for (let thread = 0; thread < threads; thread++)
      this.#open(async (source) => (await (await pool).run(source)) as string);
  }

  /** A lane draws one figure after the other: Vega counts the ids of a drawing for all of a thread. */
  #open(drawOne: (source: string) => Promise<string>): void {
    const lane = this.#run(drawOne).finally(() => {
      this.#lanes.delete(lane);
    });
    this.#lanes.add(lane);
  }

  async #run(drawOne: (source: string) => Promise<string>): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await drawOne(next.source).then(next.resolve, next.reject);
    }
  }
}
