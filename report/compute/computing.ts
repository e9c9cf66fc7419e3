/** Computing blocks in processes beside this one. */
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { InputError } from "../errors.js";
import { BlockFailure } from "./block-failure.js";
import { withChildren, type ComputeOptions } from "./children.js";
import type { MeasuredCell } from "./messages.js";
import type { Block, Plan } from "./plan.js";
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
 * @param plan the same work with another seed; by default the plan of the work itself
 * @throws BlockFailure if a cell throws or the process dies; CellsNotKept, as on a full disk;
 *   InterruptedError when the signal aborts
 */
export type Compute = (block: Block, plan?: Plan) => Promise<BlockResult>;

/** Cells could not be kept: the disk is full, or they are no plain data. */
export class CellsNotKept extends InputError {
  /** @param reason without the block's name */
  constructor(
    block: string,
    readonly reason: string,
  ) {
    super(`block ${block}: ${reason}`);
  }
}

/** Nobody is told where a record cannot be written; here it is what the whole is for. */
function requireCells({ name, cells }: Block, folder: string, keys: readonly string[]): void {
  const kept = keys.filter((key) => recordFacts(recordPath(folder, key))?.kind === "cell").length;
  if (kept >= cells.length) return;
  const lost = `${cells.length - kept} of its ${cells.length} cells could not be kept`;
  throw new CellsNotKept(name, `${lost} in ${folder}, for want of room, or as they are no plain data`);
}

/** Runs something that computes blocks: in as many processes as blocks are asked for at once, which are gone at its end. */
export async function withComputing<T>(
  work: Work,
  options: ComputeOptions,
  run: (compute: Compute) => Promise<T>,
): Promise<T> {
  return await withChildren(work, options, (ask) =>
    run(async (block, plan = work.plan) => {
      const answer = await ask("measure", block, plan);
      if (answer.kind === "failed") throw new BlockFailure(block, plan, answer.reason);
      const { seconds, cells, keys } = answer;
      requireCells(block, options.records, keys);
      return { block: block.name, seconds, cells, records: recordStamps(options.records, keys) };
    }),
  );
}
