/** Notebooks of test/fixtures/notebooks, one behaviour each. */
import { readNotebook } from "../../../report/notebooks/read.js";
import { enginePath } from "../../../report/root.js";
import type { NotebookFile, Output } from "../../../report/types.js";

export function fixturePath(name: string): string {
  return enginePath("test", "fixtures", "notebooks", `${name}.ipynb`);
}

export function fixture(name: string): Promise<NotebookFile> {
  return readNotebook(fixturePath(name));
}

/** The outputs of every code cell, each output in short: `stdout: text`, `ename: evalue`, or its type and data. */
export function outputsOf({ notebook }: Pick<NotebookFile, "notebook">): string[][] {
  return notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.outputs.map(inShort)] : []));
}

function inShort(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return `${output.name}: ${output.text as string}`;
    case "error":
      return `${output.ename}: ${output.evalue}`;
    default:
      return `${output.output_type}: ${JSON.stringify(output.data)}`;
  }
}
