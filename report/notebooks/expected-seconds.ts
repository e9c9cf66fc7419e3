/** How long notebooks may take, from the durations of an earlier run of their claims. */
import type { Durations } from "../compute/durations.js";
import type { NotebookFile } from "../types.js";
import { codeCellsOf, joinText } from "./cells.js";

/**
 * Processor seconds of the statements that a notebook's cells name, each set of draws once; null where no duration of any is
 * known. Read off the cells' text, not off what they do: enough to begin with what is long, and for no more.
 */
export function expectedSeconds({ notebook }: Pick<NotebookFile, "notebook">, durations: Durations): number | null {
  const code = codeCellsOf(notebook).map(({ source }) => joinText(source));
  const named = new Set(code.flatMap((source) => source.match(/(?<=(["'`]))[^"'`\n]+(?=\1)/g) ?? []));
  const cells = Object.entries(durations.cells).filter(([name]) => named.has(statementOf(name)));
  if (cells.length === 0) return null;
  const draws = new Set(cells.flatMap(([, cell]) => cell.draws));
  const own = cells.reduce((sum, [, { seconds }]) => sum + seconds, 0);
  return [...draws].reduce((sum, name) => sum + (durations.draws[name] ?? 0), own);
}

/** Of a cell's name, e.g. "T4.3-paper/claim/0". */
function statementOf(name: string): string {
  return name.slice(0, name.indexOf("/"));
}
