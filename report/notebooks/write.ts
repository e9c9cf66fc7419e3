/** Writing notebooks. */
import writeFileAtomic from "write-file-atomic";
import type { Notebook } from "../types.js";
import { notebookProblem } from "./validate.js";

/**
 * Writes a notebook as Jupyter does (one space of indent, a final newline). A reader sees the old file or the new one,
 * never a part.
 * @throws Error when `notebook` is not of format 4.5, which is a defect of the caller
 */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  const problem = notebookProblem(notebook);
  if (problem !== null) throw new Error(`writeNotebook: ${path} must be a notebook of format 4.5: ${problem}`);
  // Moved in place by a rename, but not forced to the disk: no other file of a report is.
  await writeFileAtomic(path, `${JSON.stringify(notebook, null, 1)}\n`, { fsync: false });
}
