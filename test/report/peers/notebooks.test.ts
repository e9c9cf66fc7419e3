/**
 * What nbclient's and nbconvert's own tests assert of executed notebooks, under the names that they have there, against
 * real kernels. docs/faults.md lists all of their tests, and says why some have no counterpart.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeAll } from "../../../report/notebooks/execute-all.js";
import { executeNotebook, type NotebookEvent } from "../../../report/notebooks/execute.js";
import { notebookProblem } from "../../../report/notebooks/validate.js";
import { writeNotebook } from "../../../report/notebooks/write.js";
import type { CodeCell, ExecutedNotebook } from "../../../report/types.js";
import { fixture, outputsOf } from "../notebooks/fixture.js";

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import nbformat"]).status === 0,
);

let folder: string;
let executed: ExecutedNotebook;
const events: NotebookEvent[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-peers-"));
  executed = await executeNotebook(await fixture("peers"), { onEvent: (event) => events.push(event) });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A code cell by its id, with its outputs in short. */
function cell(id: string): { outputs: string[]; count: number | null } {
  const cells = executed.notebook.cells.filter((one): one is CodeCell => one.cell_type === "code");
  const index = cells.findIndex((one) => one.id === id);
  return { outputs: outputsOf(executed)[index]!, count: cells[index]!.execution_count };
}

describe("a notebook of what nbclient's test notebooks hold", () => {
  it("test_run_all_notebooks", () => {
    expect(executed.failures).toEqual([]);
    expect(cell("cell-1")).toEqual({ outputs: ["stdout: Hello World\n"], count: 1 });
    expect(cell("cell-5").outputs).toEqual(["stdout: 2\n3\n5\n8\n13\n"]);
    const text = "☃ üñîçø∂é 漢字 😀";
    expect(cell("cell-7").outputs).toEqual([
      `stdout: ${text}\n`,
      `execute_result: ${JSON.stringify({ "text/plain": text })}`,
    ]);
    expect(cell("cell-8").outputs).toEqual(['display_data: {"image/png":"iVBORw0KGgo="}']);
    expect(cell("cell-9").outputs).toEqual([`display_data: ${JSON.stringify({ "image/svg+xml": PICTURE })}`]);
    expect(cell("cell-13").outputs).toEqual(['display_data: {"text/plain":"updated"}']);
    expect(cell("cell-14").outputs).toEqual([]);
  });

  it("test_raises_exception_tag", () =>
    expect(cell("cell-10").outputs).toEqual(["stdout: hello\n", "stderr: errorred\n", "Error: message # üñîçø∂é"]));

  it("test_skip_execution_tag", () => expect(cell("cell-11")).toEqual({ outputs: [], count: null }));

  it("test_disable_stdin", () =>
    expect(cell("cell-12").outputs).toEqual([
      "Error: process.stdin: a cell cannot ask for input; put the value into the notebook",
    ]));

  it("test_no_source", () => {
    for (const id of ["cell-3", "cell-4"]) expect(cell(id).outputs).toEqual([]);
  });

  it("test_non_code_cell", async () => {
    const { notebook } = await fixture("peers");
    const others = ({ cells }: typeof notebook) => cells.filter(({ cell_type: type }) => type !== "code");
    expect(others(executed.notebook)).toEqual(others(notebook));
  });

  it("test_mixed_markdown_execution", () =>
    expect(executed.notebook.cells.map(({ cell_type: type }) => type)).toEqual(
      expect.arrayContaining(["code", "markdown", "raw"]),
    ));

  it("test_execution_timing", () => {
    expect(executed.cellSeconds["cell-15"]).toBeGreaterThan(0.29);
    const all = Object.values(executed.cellSeconds).reduce((sum, seconds) => sum + seconds, 0);
    expect(executed.seconds).toBeGreaterThan(all);
  });

  it("test_execution_hook", () => {
    const count = (type: NotebookEvent["type"]): number => events.filter((event) => event.type === type).length;
    expect([count("kernel-starting"), count("cell-start"), count("cell-end"), count("notebook-end")]).toEqual([
      1, 12, 12, 1,
    ]);
    expect(events.some(({ failed }) => failed)).toBe(false);
  });

  it("is a notebook of format 4.5", () => expect(notebookProblem(executed.notebook)).toBeNull());

  it.skipIf(python === undefined)(
    "opens in nbformat's own reader, which finds it valid and changes nothing",
    async () => {
      const path = join(folder, "peers.ipynb");
      await writeNotebook(path, executed.notebook);
      const script =
        "import json, sys, nbformat; n = nbformat.read(sys.argv[1], as_version=4); nbformat.validate(n); print(nbformat.writes(n))";
      const read: unknown = JSON.parse(
        execFileSync(python!, ["-W", "error", "-c", script, path], { encoding: "utf8" }),
      );
      expect(withJoinedText(read)).toEqual(withJoinedText(executed.notebook));
    },
  );
});

describe("notebooks", () => {
  it("test_parallel_notebooks", async () => {
    const files = [await fixture("parallel-a"), await fixture("parallel-b")];
    const results = await executeAll(files, { parallel: 2, workers: 1, env: { PARALLEL_FOLDER: folder } });
    expect(results.map(outputsOf)).toEqual([[["stdout: b is there\n"]], [["stdout: a is there\n"]]]);
  });

  it("test_error_execution_hook_error", async () => {
    const seen: string[] = [];
    const { failures } = await executeNotebook(await fixture("throws-async"), {
      onEvent: ({ type, failed }) => seen.push(`${type}${failed ? " failed" : ""}`),
    });
    expect(failures).toHaveLength(1);
    expect(seen).toEqual(["kernel-starting", "cell-start", "cell-end failed", "notebook-end failed"]);
  });

  it("test_kernel_death_during_execution", async () => {
    const { failures } = await executeNotebook(await fixture("is-killed"));
    expect(failures).toMatchObject([{ kind: "died", ename: "KernelDied", codeCellNumber: 2 }]);
  });
});

/** A notebook whose lists of lines are joined: nbformat reads both, and writes lists. */
function withJoinedText(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((item) => typeof item === "string")
      ? value.join("")
      : value.map(withJoinedText);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "tags" || key === "traceback" ? item : withJoinedText(item),
    ]),
  );
}
