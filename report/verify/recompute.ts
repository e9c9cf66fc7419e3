/** Computing some blocks anew, with nothing remembered, and comparing their cells with what was recorded of them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CellResult } from "ncsparse-kit";
import { readRecord, recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { computeBlocks, type BlockEvents } from "../compute/compute-blocks.js";
import type { BlockResult } from "../compute/computing.js";
import { cellName, type Block } from "../compute/plan.js";
import type { Work } from "../compute/work.js";
import { cellDifference } from "./cell-difference.js";
import type { RecordedCells } from "./recorded-cells.js";

export interface RecomputeOptions extends BlockEvents {
  readonly workers: number;
  readonly signal: AbortSignal;
}

export interface Recomputed {
  /** How many cells were compared, and of how many statements. */
  readonly cells: number;
  readonly statements: number;
  /** A line each. */
  readonly differences: readonly string[];
}

/** @throws BlockFailure if a block cannot be computed, InterruptedError when the signal aborts */
export async function recompute(
  work: Work,
  blocks: readonly Block[],
  recorded: RecordedCells,
  options: RecomputeOptions,
): Promise<Recomputed> {
  const records = await mkdtemp(join(tmpdir(), "ncsparse-verify-"));
  try {
    const results = await computeBlocks(work, blocks, { ...options, records });
    const compared = blocks.flatMap((block, index) => compareBlock(block, cellsOf(results[index]!, records), recorded));
    return {
      cells: compared.length,
      statements: new Set(compared.map(({ statement }) => statement)).size,
      differences: compared.flatMap(({ difference }) => (difference === null ? [] : [difference])),
    };
  } finally {
    await rm(records, { recursive: true, force: true });
  }
}

/** The cells that a block came to: the process that computes it keeps one record a cell, in their order. */
function cellsOf({ records }: BlockResult, folder: string): CellResult[] {
  const own = records.filter(({ key }) => recordFacts(recordPath(folder, key))?.kind === "cell");
  return own.map(({ key }) => (readRecord(folder, key)!.value as { value: CellResult }).value);
}

interface Compared {
  readonly statement: string;
  readonly difference: string | null;
}

/** Exported for its tests. */
export function compareBlock(block: Block, computed: readonly CellResult[], recorded: RecordedCells): Compared[] {
  if (computed.length !== block.cells.length) {
    throw new Error(`compareBlock: ${block.name} must come to ${block.cells.length} cells, got ${computed.length}`);
  }
  return block.cells.flatMap((cell, index): Compared[] => {
    const name = cellName(cell);
    const before = recorded.get(name);
    if (before === undefined && recorded.mayLack(block)) return [];
    const reason = before === undefined ? "claims.json has no such cell" : cellDifference(before, computed[index]!);
    return [{ statement: cell.statement, difference: reason === null ? null : `DIFFERENT ${name}: ${reason}` }];
  });
}
