/** Putting claims together of cells that were measured apart. */
import { withChildren, type ComputeOptions } from "./children.js";
import { cellName, type CellName, type Plan } from "./plan.js";
import type { Work } from "./work.js";

/**
 * Writes a record of each statement all cells of which are among the records, its control's as well.
 *
 * @param there the names of the cells that are there; all of the plan by default
 * @returns how many statements were put together
 * @throws Error if a cell is not there after all; InterruptedError when the signal aborts
 */
export async function joinClaims(work: Work, options: ComputeOptions, there?: ReadonlySet<string>): Promise<number> {
  const statements = wholeStatements(work.plan, there);
  await withChildren(work, options, async (ask) => {
    for (const [notebook, cells] of statements) {
      const answer = await ask("join", { notebook, cells });
      if (answer.kind === "failed") throw new Error(`joinClaims: ${answer.reason}`);
    }
  });
  return [...statements.values()].reduce((sum, { length }) => sum + length, 0);
}

/** By notebook, one cell of each statement that lacks none. */
function wholeStatements(
  { blocks }: Plan,
  there: ReadonlySet<string> | undefined,
): ReadonlyMap<string, readonly CellName[]> {
  const cells = blocks.flatMap(({ notebook, cells: own }) => own.map((cell) => ({ notebook, cell })));
  const missing = cells.filter(({ cell }) => there?.has(cellName(cell)) === false);
  const taken = new Set(missing.map(({ cell }) => cell.statement));
  const whole = new Map<string, CellName[]>();
  for (const { notebook, cell } of cells) {
    if (taken.has(cell.statement)) continue;
    taken.add(cell.statement);
    whole.set(notebook, [...(whole.get(notebook) ?? []), cell]);
  }
  return whole;
}
