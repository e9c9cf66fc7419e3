/** A seed of a sweep while its blocks are computed: in what order, how many are left, and what goes at its end. */
import { rmSync } from "node:fs";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
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

  /**
   * Removes its draws and single cells, once its claims are put together: those of a hundred seeds would push everything
   * else out of the memory. Another sweep that wants one of them finds the claim.
   *
   * @param records the memory's folder of records
   */
  forget(records: string): void {
    for (const key of this.#keys) {
      const path = recordPath(records, key);
      const kind = recordFacts(path)?.kind;
      if (kind === "cell" || kind === "draws") rmSync(path, { force: true });
    }
  }
}
