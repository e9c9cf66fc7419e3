/** Computing what a sweep lacks on this machine: blocks of one seed after the other, in processes that serve all seeds. */
import { rmSync } from "node:fs";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import type { BlockEvents } from "../compute/compute-blocks.js";
import { withComputing } from "../compute/computing.js";
import type { Block } from "../compute/plan.js";
import type { Fill, Lacking } from "./fill.js";

export interface HereOptions extends BlockEvents {
  /** The memory's folder of records. */
  readonly records: string;
  /** Processes at once, at least 1. */
  readonly workers: number;
  readonly signal: AbortSignal;
}

/**
 * Draws and single cells of a seed are removed once its claims are put together: those of a hundred seeds would push
 * everything else out of the memory. An interrupted sweep leaves them, and goes on with them.
 */
export function fillHere({ records, workers, signal, onStart, onEnd }: HereOptions): Fill {
  return async (lacking, onSeed) => {
    const [first] = lacking;
    if (first === undefined) return;
    const seeds = lacking.map((one) => new UnfinishedSeed(one));
    const queue = seeds.flatMap((seed) => seed.blocks.map((block) => ({ seed, block }))).values();
    await withComputing(first.work, { records, signal }, async (compute) => {
      const lane = async (): Promise<void> => {
        for (const { seed, block } of queue) {
          const name = `seed ${seed.work.plan.seed}, ${block.name}`;
          onStart({ ...block, name });
          const result = await compute(block, seed.work.plan);
          onEnd({ ...result, block: name });
          if (!seed.isDoneWith(result.records.map(({ key }) => key))) continue;
          await onSeed(seed.work);
          seed.forget(records);
        }
      };
      await Promise.all(Array.from({ length: workers }, lane));
    });
  };
}

class UnfinishedSeed {
  readonly work: Lacking["work"];
  /** The longest first, so that none is begun when all others are done. */
  readonly blocks: readonly Block[];
  readonly #keys = new Set<string>();
  #left: number;

  constructor({ work, blocks }: Lacking) {
    this.work = work;
    this.blocks = [...blocks].sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
    this.#left = blocks.length;
  }

  /** Notes what a block left; whether it was the last one. */
  isDoneWith(keys: readonly string[]): boolean {
    for (const key of keys) this.#keys.add(key);
    return --this.#left === 0;
  }

  forget(records: string): void {
    for (const key of this.#keys) {
      const path = recordPath(records, key);
      const kind = recordFacts(path)?.kind;
      if (kind === "cell" || kind === "draws") rmSync(path, { force: true });
    }
  }
}
