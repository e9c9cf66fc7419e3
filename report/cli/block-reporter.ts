import type { BlockEvents } from "../compute/compute-blocks.js";
import type { BlockResult } from "../compute/computing.js";
import type { Block } from "../compute/plan.js";

/** A block that runs longer than this many milliseconds is named again, so that silence never lasts. */
const REMIND_AFTER_MS = 10_000;

/** Turns what happens to blocks into lines, and repeats the line of a block that takes long. */
export class BlockReporter implements BlockEvents {
  readonly #running = new Map<string, { readonly label: string; readonly since: number }>();
  readonly #timer: NodeJS.Timeout;
  #done = 0;

  constructor(
    private readonly total: number,
    private readonly tell: (line: string) => void,
  ) {
    this.#timer = setInterval(() => this.#remind(), REMIND_AFTER_MS);
    this.#timer.unref();
  }

  readonly onStart = ({ name, cells }: Block): void => {
    const label = `${name}: ${cells.length} ${cells.length === 1 ? "cell" : "cells"}`;
    this.#running.set(name, { label, since: Date.now() });
    this.tell(label);
  };

  readonly onEnd = ({ block, seconds }: BlockResult): void => {
    this.#running.delete(block);
    this.tell(`${++this.#done} of ${this.total} blocks done: ${block} after ${seconds.toFixed(1)} s`);
  };

  close(): void {
    clearInterval(this.#timer);
  }

  #remind(): void {
    for (const { label, since } of this.#running.values()) {
      const elapsed = Date.now() - since;
      if (elapsed >= REMIND_AFTER_MS) this.tell(`${label}, ${(elapsed / 1000).toFixed(1)} s`);
    }
  }
}
