/** Notebooks as their author goes on writing them, and one that refers to another's equation. */
import { joinText } from "../../../report/notebooks/cells.js";
import type { Cell, ExecutedNotebook } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";

const PROSE = "# What comes after\n\n## Later\n\nBy $\\eqref{eq:law}$ and [](#T4.3-order).";

/** A chapter of prose and one figure, behind the others. */
export const AFTER: ExecutedNotebook = {
  ...SPARSITY,
  number: 3,
  name: "05-after",
  path: "notebooks/05-after.ipynb",
  notebook: {
    ...SPARSITY.notebook,
    cells: [
      {
        cell_type: "markdown",
        id: "after",
        metadata: {},
        source: [PROSE, ...Array.from({ length: 30 }, (_, i) => `Prose ${i}. `.repeat(80))].join("\n\n"),
      },
      ...structuredClone(SPARSITY.notebook.cells.slice(4, 5)),
    ],
  },
};

/** The notebook with words of its prose replaced; its outputs are the same objects. */
export function edited(executed: ExecutedNotebook, from: string, to: string): ExecutedNotebook {
  const cells = executed.notebook.cells.map((cell): Cell =>
    cell.cell_type === "markdown" ? { ...cell, source: joinText(cell.source).replace(from, () => to) } : cell,
  );
  const sources = (list: readonly Cell[]): string => list.map(({ source }) => joinText(source)).join("\n");
  if (sources(cells) === sources(executed.notebook.cells)) throw new Error(`edited: "${from}" must occur in the prose`);
  return { ...executed, notebook: { ...executed.notebook, cells } };
}
