/** Executing notebooks with a memory: of whole notebooks, and in the kernels of claims and draws. */
import { realpathSync } from "node:fs";
import { aroundCode } from "../cache/fingerprint.js";
import type { Form, Memory } from "../cache/memory.js";
import { cacheKey } from "../cache/store.js";
import type { Project } from "../config/project.js";
import { codeWithoutOptions } from "../notebooks/cell-options.js";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import type { KeptExecutions } from "../notebooks/execute-all.js";
import { enginePath } from "../root.js";
import type { NotebookFile } from "../types.js";
import { readCells, type CellCode } from "./cell-code.js";
import { codeFolders, moduleFiles, moduleUrls, readCode, type Code } from "./code.js";
import { withKernelMemory } from "./kernel-memory.js";
import { importsFrom, notebookCode } from "./notebook-code.js";
import { ownFiles } from "./own-files.js";

/**
 * Runs what executes notebooks.
 *
 * @param records where kernels keep what they compute
 * @param execute gets earlier executions, and what kernels need in their environment
 */
export async function remembering<T>(
  project: Pick<Project, "root" | "code">,
  { memory, records }: { memory: Memory; records: string },
  execute: (kept: KeptExecutions, env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const code = await readCode(project, memory);
  const folders = codeFolders(project);
  const urls = moduleUrls(folders);
  const around = aroundCode(project.root);
  const kept = { memory, codeOf: codeReader(code, moduleFiles(folders), memory) };
  return await withKernelMemory(records, { programs: code.programs, urls, around }, (env) => execute(kept, env));
}

function codeReader(code: Code, names: ReadonlyMap<string, string>, memory: Memory): KeptExecutions["codeOf"] {
  return async (file: NotebookFile) => {
    const cells = codeCellsOf(file.notebook).map(({ source }) => codeWithoutOptions(joinText(source)));
    const read = await memory.once("cells", file.name, cells, () => readCells(cells), CELLS);
    const path = realpathSync(file.path);
    const nameOf = importsFrom(path, names, enginePath("package.json"));
    const own = await ownFiles(path, cells, (specifier) => nameOf(specifier) !== null);
    return cacheKey([notebookCode(read, code, nameOf), ...own]);
  };
}

const CELLS: Form<CellCode | null> = {
  write: (cells) => (cells === null ? null : Buffer.from(JSON.stringify(cells))),
  read: (data) => JSON.parse(data.toString("utf8")) as CellCode,
};
