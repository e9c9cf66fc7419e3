/** The cells of a claims.json by the names that they have among the blocks of its project. */
import type { CellResult } from "ncsparse-kit";
import { cellName, type Block } from "../compute/plan.js";
import { statementsOf } from "../document/statements.js";
import type { ClaimsFile } from "../types.js";

export class RecordedCells {
  readonly #cells: ReadonlyMap<string, CellResult>;
  readonly #failed: ReadonlySet<string>;
  readonly statements: number;

  constructor({ claims, notebooks }: ClaimsFile) {
    const statements = claims.flatMap(statementsOf);
    const cells = statements.flatMap(({ id, cells: own, control }) =>
      Object.entries({ claim: own, control: control.cells }).flatMap(([role, list]) =>
        list.map((cell, index) => [cellName({ statement: id, role: role as "claim", cell: index }), cell] as const),
      ),
    );
    this.#cells = new Map(cells);
    this.#failed = new Set(notebooks.filter(({ failures }) => failures.length > 0).map(({ name }) => name));
    this.statements = statements.length;
  }

  get(name: string): CellResult | undefined {
    return this.#cells.get(name);
  }

  /** Whether the report may lack a block's cells, as its notebook failed before it showed them. */
  mayLack({ notebook }: Block): boolean {
    return this.#failed.has(notebook);
  }

  /** Whether there is anything of a block to compare. */
  concern(block: Block): boolean {
    return !this.mayLack(block) || block.cells.some((cell) => this.#cells.has(cellName(cell)));
  }
}
