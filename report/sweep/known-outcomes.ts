/** What statements came to with a seed, as far as the memory has it. Nothing is measured here. */
import { rmSync } from "node:fs";
import { cellComputation } from "ncsparse-kit/claims/cells";
import { combine } from "ncsparse-kit/claims/combine";
import type { Claim } from "ncsparse-kit/claims/claim";
import type { Outcome } from "ncsparse-kit/claims/result";
import { numbersOf } from "ncsparse-kit/claims/run";
import { recordPath } from "ncsparse-kit/memory/record-file";
import { DATA_VARIABLE, recordsOf, type Records } from "ncsparse-kit/memory/records";
import { withKernelMemory } from "../code/kernel-memory.js";
import { loadRegistry, statementsById } from "../compute/claim-registry.js";
import type { Block, CellName, Plan } from "../compute/plan.js";
import { isRecord } from "../compute/records.js";
import type { Work } from "../compute/work.js";

export interface StatementOutcome {
  readonly claim: Outcome;
  readonly control: Outcome;
  /** The control's, as it was stated before the run. */
  readonly power: number;
}

export class KnownOutcomes {
  private constructor(
    readonly statements: ReadonlyMap<string, Claim>,
    private readonly memories: ReadonlyMap<string, Records | undefined>,
    private readonly folder: string,
  ) {}

  /** Runs something that looks into the memory. @param records its folder of records */
  static async with<T>(work: Work, records: string, run: (known: KnownOutcomes) => Promise<T>): Promise<T> {
    const statements = statementsById((await loadRegistry(work.registry)).CLAIMS);
    return await withKernelMemory(records, work, async (env) => {
      const memories = Object.entries(work.places).map(
        ([notebook, { data }]) => [notebook, recordsOf({ ...env, [DATA_VARIABLE]: data })] as const,
      );
      return await run(new KnownOutcomes(statements, new Map(memories), records));
    });
  }

  /** The blocks of a plan with a cell that is not known, of a statement that is not. */
  async missing(plan: Plan): Promise<readonly Block[]> {
    const missing = new Set<string>();
    for (const [id, notebook] of notebooksOf(plan)) {
      if ((await this.#read(id, notebook, plan).catch(() => null)) === null) missing.add(id);
    }
    return plan.blocks.filter(({ notebook, cells }) =>
      cells.some((cell) => missing.has(cell.statement) && !this.#hasCell(cell, notebook, plan)),
    );
  }

  #hasCell(cell: CellName, notebook: string, plan: Plan): boolean {
    const key = this.#keyOf(cell, notebook, plan);
    return key !== null && isRecord(this.folder, key);
  }

  #keyOf({ statement, role, cell }: CellName, notebook: string, plan: Plan): string | null {
    const computation = cellComputation(this.statements.get(statement)!, { role, index: cell }, plan);
    return this.memories.get(notebook)?.keyOf(computation) ?? null;
  }

  /**
   * By the ids of all statements of a plan; claims of which there are only cells are put together, and kept, and single cells
   * are removed: those of a hundred seeds would push everything else out of the memory.
   *
   * @throws RangeError naming a cell that is not there
   */
  async of(plan: Plan): Promise<ReadonlyMap<string, StatementOutcome>> {
    const outcomes = new Map<string, StatementOutcome>();
    for (const [id, notebook] of notebooksOf(plan)) {
      // Another sweep may put the claim together, and remove its cells, between two looks of the first reading.
      const outcome = await this.#read(id, notebook, plan).catch(() => this.#read(id, notebook, plan));
      outcomes.set(id, outcome);
    }
    this.#removeCells(plan);
    return outcomes;
  }

  #removeCells(plan: Plan): void {
    for (const { notebook, cells } of plan.blocks) {
      for (const cell of cells) {
        const key = this.#keyOf(cell, notebook, plan);
        if (key !== null) rmSync(recordPath(this.folder, key), { force: true });
      }
    }
  }

  async #read(id: string, notebook: string, { profile, seed }: Plan): Promise<StatementOutcome> {
    const { power, cells, controlCells } = await numbersOf(this.statements.get(id)!, {
      ...{ profile, seed, records: this.memories.get(notebook), cellRecords: "required" },
      memo: () => {
        throw new RangeError(`KnownOutcomes: nothing may be drawn, and ${id} asks for draws`);
      },
    });
    const [claim, control] = [cells, controlCells].map((own) => combine(own.map(({ outcome }) => outcome)));
    return { claim: claim!, control: control!, power: power.value };
  }
}

/** Where each statement of a plan is computed. */
function notebooksOf({ blocks }: Plan): ReadonlyMap<string, string> {
  return new Map(blocks.flatMap(({ notebook, cells }) => cells.map(({ statement }) => [statement, notebook] as const)));
}
