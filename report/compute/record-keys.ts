/** Under which keys the numbers of some work are kept: by this machine's own code, whoever computes them. */
import { existsSync } from "node:fs";
import { cellComputation } from "ncsparse-kit/claims/cells";
import { numbersComputation } from "ncsparse-kit/claims/run";
import { recordPath } from "ncsparse-kit/memory/record-file";
import { DATA_VARIABLE, recordsOf, type Records } from "ncsparse-kit/memory/records";
import { withKernelMemory } from "../code/kernel-memory.js";
import { loadRegistry, statementsById } from "./claim-registry.js";
import { cellName, type Block } from "./plan.js";
import type { Work } from "./work.js";

export interface RecordKeys {
  /** By the ids of statements. Those that cannot be kept are in neither map, as their code is not known. */
  readonly claims: ReadonlyMap<string, string>;
  /** By the names of cells. */
  readonly cells: ReadonlyMap<string, string>;
}

export async function recordKeys(work: Work): Promise<RecordKeys> {
  const statements = statementsById((await loadRegistry(work.registry)).CLAIMS);
  const [claims, cells] = [new Map<string, string>(), new Map<string, string>()];
  const put = (keys: Map<string, string>, name: string, key: string | null): void => {
    if (key !== null) keys.set(name, key);
  };
  await withKernelMemory("", work, (env) => {
    const memories = new Map<string, Records>(
      Object.entries(work.places).map(([name, { data }]) => [name, recordsOf({ ...env, [DATA_VARIABLE]: data })!]),
    );
    for (const { notebook, cells: own } of work.plan.blocks) {
      const records = memories.get(notebook)!;
      for (const cell of own) {
        const claim = statements.get(cell.statement)!;
        const computation = cellComputation(claim, { role: cell.role, index: cell.cell }, work.plan);
        put(claims, claim.id, records.keyOf(numbersComputation(claim, work.plan)));
        put(cells, cellName(cell), records.keyOf(computation));
      }
    }
    return Promise.resolve();
  });
  return { claims, cells };
}

/**
 * The blocks that a statement needs whose numbers are not in the memory, and can be kept there.
 *
 * @param records the memory's folder of records
 */
export function missingBlocks(work: Work, { claims }: RecordKeys, records: string): readonly Block[] {
  const missing = new Set([...claims].filter(([, key]) => !existsSync(recordPath(records, key))).map(([id]) => id));
  return work.plan.blocks.filter(({ cells }) => cells.some(({ statement }) => missing.has(statement)));
}
