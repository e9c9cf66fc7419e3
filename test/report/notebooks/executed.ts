/** What the tests of the runner share: fixtures executed with real kernels, after which neither process nor file is left. */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import type { ExecuteNotebookOptions } from "../../../report/notebooks/execute.js";
import { notebookProblem } from "../../../report/notebooks/validate.js";
import type { CellFailure, ExecutedNotebook } from "../../../report/types.js";
import { filesIn, withTemporaryFolder } from "../kernel/temporary.js";
import { fixture } from "./fixture.js";

/** Executes a fixture; whatever happens in it, the result is a valid notebook and no file is left behind. */
export async function execute(name: string, options?: ExecuteNotebookOptions): Promise<ExecutedNotebook> {
  return withTemporaryFolder(async (folder) => {
    const executed = await executeNotebook(await fixture(name), options);
    expect(notebookProblem(executed.notebook)).toBeNull();
    expect(filesIn(folder)).toEqual([]);
    return executed;
  });
}

/** The process id that a cell writes to the file that PID_FILE names. */
export async function pidIn(file: string): Promise<number> {
  await expect.poll(() => existsSync(file) && readFileSync(file, "utf8"), { timeout: 20_000 }).toMatch(/^\d+$/);
  return Number(readFileSync(file, "utf8"));
}

/** The only failure of a notebook, which must have one. */
export function failureOf({ failures }: ExecutedNotebook): CellFailure {
  expect(failures).toHaveLength(1);
  return failures[0]!;
}
