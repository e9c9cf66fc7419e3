/** Computing some blocks, a few at a time. */
import type { ComputeOptions } from "./children.js";
import { withComputing, type BlockResult } from "./computing.js";
import { longestFirst } from "./longest-first.js";
import type { Block } from "./plan.js";
import type { Work } from "./work.js";

/** What a run tells of its blocks. */
export interface BlockEvents {
  readonly onStart: (block: Block) => void;
  readonly onEnd: (result: BlockResult) => void;
}

export interface BlocksOptions extends ComputeOptions, BlockEvents {
  /** Processes at once, at least 1. */
  readonly workers: number;
}

/**
 * The results of blocks, in the order of the blocks.
 *
 * @throws what the first block that fails throws, once the others have been stopped
 */
export async function computeBlocks(
  work: Work,
  blocks: readonly Block[],
  { workers, records, signal, onStart, onEnd }: BlocksOptions,
): Promise<BlockResult[]> {
  const results: BlockResult[] = [];
  const queue = longestFirst(blocks.map((block, index) => ({ block, index, seconds: block.seconds }))).values();
  await withComputing(work, { records, signal }, async (compute) => {
    const lane = async (): Promise<void> => {
      for (const { block, index } of queue) {
        onStart(block);
        results[index] = await compute(block);
        onEnd(results[index]);
      }
    };
    await Promise.all(Array.from({ length: Math.min(workers, blocks.length) }, lane));
  });
  return results;
}
