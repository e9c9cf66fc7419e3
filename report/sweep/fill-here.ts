/** Computing what a sweep lacks on this machine: blocks of one seed after the other, in processes that serve all seeds. */
import type { BlockEvents } from "../compute/compute-blocks.js";
import { withComputing } from "../compute/computing.js";
import { keepRecords } from "../compute/records.js";
import { withStage } from "../compute/stage.js";
import type { Fill } from "./fill.js";
import { UnfinishedSeed } from "./unfinished-seed.js";

export interface HereOptions extends BlockEvents {
  /** The memory's folder of records. */
  readonly records: string;
  /** Processes at once, at least 1. */
  readonly workers: number;
  readonly signal: AbortSignal;
}

/**
 * A block's cells get into the memory at its end, so that an interrupted sweep goes on with them, and two sweeps of a
 * checkout at once take nothing from each other; draws are not kept.
 */
export function fillHere({ records, workers, signal, onStart, onEnd }: HereOptions): Fill {
  return async (lacking, onSeed) => {
    const [first] = lacking;
    if (first === undefined) return;
    const seeds = lacking.map((one) => new UnfinishedSeed(one));
    const queue = seeds.flatMap((seed) => seed.blocks.map((block) => ({ seed, block }))).values();
    await withStage(records, (stage) =>
      withComputing(first.work, { records: stage, signal }, async (compute) => {
        const lane = async (): Promise<void> => {
          for (const { seed, block } of queue) {
            const name = `seed ${seed.work.plan.seed}, ${block.name}`;
            onStart({ ...block, name });
            const result = await compute(block, seed.work.plan);
            onEnd({ ...result, block: name });
            const keys = result.records.map(({ key }) => key);
            keepRecords(stage, records, ["cell"], keys);
            if (!seed.isDoneWith(keys)) continue;
            await onSeed(seed.work);
            seed.forget(stage);
          }
        };
        await Promise.all(Array.from({ length: workers }, lane));
      }),
    );
  };
}
