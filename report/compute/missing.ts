/** What of the work no earlier run has done. */
import { DATA_VARIABLE, recordsOf, type Records } from "ncsparse-kit/memory/records";
import { isRemembered } from "ncsparse-kit/claims/run";
import { withKernelMemory } from "../code/kernel-memory.js";
import { loadRegistry, statementsById } from "./claim-registry.js";
import type { Block } from "./plan.js";
import type { Work } from "./work.js";

/**
 * The blocks that a statement needs whose numbers are not in the memory.
 *
 * @param records the memory's folder of records
 */
export async function missingBlocks(work: Work, records: string): Promise<readonly Block[]> {
  const { plan, registry, places } = work;
  const statements = statementsById((await loadRegistry(registry)).CLAIMS);
  return await withKernelMemory(records, work, (env) => {
    const memories = new Map<string, Records | undefined>(
      Object.entries(places).map(([notebook, { data }]) => [notebook, recordsOf({ ...env, [DATA_VARIABLE]: data })]),
    );
    const isMissing = (notebook: string, id: string): boolean =>
      !isRemembered(statements.get(id)!, { ...plan, records: memories.get(notebook) });
    const missing = new Set(
      plan.blocks.flatMap(({ notebook, cells }) =>
        [...new Set(cells.map(({ statement }) => statement))].filter((id) => isMissing(notebook, id)),
      ),
    );
    return Promise.resolve(plan.blocks.filter(({ cells }) => cells.some(({ statement }) => missing.has(statement))));
  });
}
