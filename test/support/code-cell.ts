import type { CodeCell, Output } from "../../report/types.js";

/** An executed code cell that shows these outputs. */
export function codeCell(id: string, outputs: Output[]): CodeCell {
  return { cell_type: "code", id, metadata: {}, source: "", execution_count: 1, outputs };
}
