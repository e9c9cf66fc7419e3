/** Putting claims together of cells that were measured apart. */
import { withChildren, type ComputeOptions } from "./children.js";
import type { Block, CellName, Plan } from "./plan.js";
import type { Work } from "./work.js";

/**
 * Writes a record of each claim all cells of which are among the records, its control's as well.
 *
 * @param blocks whose cells are there
 * @returns how many statements were put together
 * @throws Error if a cell is not there after all; InterruptedError when the signal aborts
 */
export async function joinClaims(work: Work, options: ComputeOptions, blocks: readonly Block[]): Promise<number> {
  const statements = wholeStatements(work.plan, blocks);
  await withChildren(work, options, async (ask) => {
    for (const [notebook, cells] of statements) {
      const answer = await ask("join", { notebook, cells });
      if (answer.kind === "failed") throw new Error(`joinClaims: ${answer.reason}`);
    }
  });
  return [...statements.values()].reduce((sum, { length }) => sum + length, 0);
}

/** By notebook, a cell of each statement that has none in another block. */
function wholeStatements({ blocks }: Plan, there: readonly Block[]): ReadonlyMap<string, readonly CellName[]> {
  const names = new Set(there.map(({ name }) => name));
  const missing = blocks.filter(({ name }) => !names.has(name)).flatMap(({ cells }) => cells);
  const taken = new Set(missing.map(({ statement }) => statement));
  const whole = new Map<string, CellName[]>();
  for (const { notebook, cells } of there) {
    for (const cell of cells.filter(({ statement }) => !taken.has(statement))) {
      taken.add(cell.statement);
      whole.set(notebook, [...(whole.get(notebook) ?? []), cell]);
    }
  }
  return whole;
}
