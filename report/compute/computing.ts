/** Computing blocks in processes beside this one. */
import { BlockFailure } from "./block-failure.js";
import { withChildren, type ComputeOptions } from "./children.js";
import type { MeasuredCell } from "./messages.js";
import type { Block } from "./plan.js";
import { recordStamps, type RecordStamp } from "./records.js";
import type { Work } from "./work.js";

export interface BlockResult {
  /** The block's name. */
  readonly block: string;
  readonly seconds: number;
  readonly cells: readonly MeasuredCell[];
  /** What was written of it, or found of earlier blocks: draws, and a record a cell. */
  readonly records: readonly RecordStamp[];
}

/**
 * Computes a block, and keeps its draws and cells as records.
 *
 * @throws BlockFailure if a cell throws, cannot be kept, or the process dies; InterruptedError when the signal aborts
 */
export type Compute = (block: Block) => Promise<BlockResult>;

/** Runs something that computes blocks: in as many processes as blocks are asked for at once, which are gone at its end. */
export async function withComputing<T>(
  work: Work,
  options: ComputeOptions,
  run: (compute: Compute) => Promise<T>,
): Promise<T> {
  return await withChildren(work, options, (ask) =>
    run(async (block) => {
      const answer = await ask("measure", block);
      if (answer.kind === "failed") throw new BlockFailure(block, work.plan, answer.reason);
      const { seconds, cells, keys } = answer;
      return { block: block.name, seconds, cells, records: recordStamps(options.records, keys) };
    }),
  );
}
