import type { Cell, ExecutedNotebook } from "../../report/types.js";

/** A notebook of these cells, executed without a failure. */
export function executed(number: number, name: string, cells: Cell[]): ExecutedNotebook {
  return {
    number,
    name,
    path: `notebooks/${name}.ipynb`,
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
    failures: [],
    seconds: 0,
    cellSeconds: {},
    reused: false,
  };
}
