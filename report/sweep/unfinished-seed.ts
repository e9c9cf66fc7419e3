/** A seed of a sweep while its blocks are computed: in what order, how many are left, and what goes at its end. */
import { rmSync } from "node:fs";
import { recordPath } from "ncsparse-kit/memory/record-file";
import { longestFirst } from "../compute/longest-first.js";
import type { Block } from "../compute/plan.js";
import type { Lacking } from "./fill.js";

export class UnfinishedSeed {
  readonly work: Lacking["work"];
  /** The longest first. */
  readonly blocks: readonly Block[];
  readonly #keys = new Set<string>();
  #left: number;

  constructor({ work, blocks }: Lacking) {
    this.work = work;
    this.blocks = longestFirst(blocks);
    this.#left = blocks.length;
  }

  /** Notes what a block left; whether it was the last one. */
  isDoneWith(keys: readonly string[]): boolean {
    for (const key of keys) this.#keys.add(key);
    return --this.#left === 0;
  }

  /** Removes what its blocks left in a folder that is the sweep's own. */
  forget(stage: string): void {
    for (const key of this.#keys) rmSync(recordPath(stage, key), { force: true });
  }
}
