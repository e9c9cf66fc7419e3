import type { Cell } from "../../report/types.js";

/** A Markdown cell. */
export function proseCell(id: string, source: string, ...tags: string[]): Cell {
  return { cell_type: "markdown", id, metadata: { tags }, source };
}
