/** The runner against real kernels: one fixture notebook a behaviour. More of them: execute.slow.test.ts. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError, InterruptedError } from "../../../report/errors.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import type { NotebookEvent } from "../../../report/notebooks/execute.js";
import { filesIn, isRunning, withTemporaryFolder } from "../kernel/temporary.js";
import type { CodeCell } from "../../../report/types.js";
import { codeCell } from "../../support/code-cell.js";
import { execute, failureOf, pidIn } from "./executed.js";
import { fixture, outputsOf } from "./fixture.js";

describe("a cell that throws", () => {
  it("fails the notebook with the cell's place, and later cells do not run", async () => {
    const executed = await execute("throws-sync");
    expect(failureOf(executed)).toEqual({
      cellIndex: 2,
      codeCellNumber: 2,
      cellId: "cell-3",
      kind: "error",
      ename: "RangeError",
      evalue: "rows must be positive, got 0",
      traceback: ["RangeError: rows must be positive, got 0", "    at fail (<cell>)", "    at <cell>"],
    });
    expect(outputsOf(executed)).toEqual([
      ["stdout: before 1\n"],
      ["stdout: in the cell\n", "RangeError: rows must be positive, got 0"],
      [],
    ]);
    const counts = executed.notebook.cells.map((cell) => (cell.cell_type === "code" ? cell.execution_count : "text"));
    expect(counts).toEqual(["text", 1, 2, null]);
    expect(Object.keys(executed.cellSeconds)).toEqual(["cell-2", "cell-3"]);
  });

  it("is expected to, or is not run at all, where options at its head say so", async () => {
    const file = await fixture("throws-sync");
    const cell = (id: string, source: string): CodeCell => ({ ...codeCell(id, []), source });
    const cells = [
      cell("raises", "#| error: true\n#| echo: false\nthrow new Error('expected')"),
      cell("skipped", "//| eval: false\nthrow new Error('never')"),
      cell("after", "//| label: fig-x\nconsole.log('after')"),
    ];
    const executed = await executeNotebook({ ...file, notebook: { ...file.notebook, cells } });
    expect(executed.failures).toEqual([]);
    expect(outputsOf(executed)).toEqual([["Error: expected"], [], ["stdout: after\n"]]);
  });

  it("is expected to when it is tagged so; asking for input is throwing, too", async () => {
    const file = await fixture("raises");
    const before = structuredClone(file);
    const executed = await executeNotebook(file);
    expect(file).toEqual(before);
    expect(executed.failures).toEqual([]);
    expect(outputsOf(executed)).toEqual([
      ["Error: expected"],
      ["Error: process.stdin: a cell cannot ask for input; put the value into the notebook"],
      ["stdout: goes on\n"],
    ]);
  });
});

describe("a cell that does not end", () => {
  it.each([
    ["synchronously", "before the loop"],
    ["after-await", "after the await"],
  ])("is interrupted, when it hangs %s", async (where, printed) => {
    const executed = await execute(`hangs-${where}`);
    const evalue = "the cell ran longer than 2 s; it was interrupted";
    expect(failureOf(executed)).toMatchObject({ kind: "timeout", ename: "CellTimeout", evalue });
    expect(outputsOf(executed)).toEqual([[`stdout: ${printed}\n`, `CellTimeout: ${evalue}`]]);
  });

  it("is killed, when it hangs where no interrupt reaches it", async () => {
    const executed = await execute("hangs-outside-javascript");
    const evalue = "the cell ran longer than 2 s; it did not react to an interrupt and was killed";
    expect(failureOf(executed)).toMatchObject({ kind: "timeout", evalue });
    expect(outputsOf(executed)).toEqual([["stdout: before the wait\n", `CellTimeout: ${evalue}`]]);
  });

  it("is interrupted at the output limit, and its output kept up to there", async () => {
    const executed = await execute("prints-for-ever", { outputLimitBytes: 1000 });
    const evalue = "the cell wrote more than 1000 bytes, of which the rest is left out; it was interrupted";
    expect(failureOf(executed)).toMatchObject({ codeCellNumber: 1, kind: "output-limit", evalue });
    const line = `${"x".repeat(99)}\n`;
    expect(outputsOf(executed)).toEqual([[`stdout: ${line.repeat(10)}`, `OutputLimit: ${evalue}`], []]);
  });
});

describe("a kernel that dies", () => {
  it("is told with its exit code, and takes with it the processes that its cells started", async () => {
    const executed = await execute("exits");
    const evalue = "the kernel exited with code 7";
    expect(failureOf(executed)).toMatchObject({ codeCellNumber: 2, kind: "died", ename: "KernelDied", evalue });
    const [[child], ...others] = outputsOf(executed) as [[string], ...string[][]];
    expect(others).toEqual([[`KernelDied: ${evalue}`], []]);
    expect(child).toMatch(/^stdout: \d+\n$/);
    await expect.poll(() => isRunning(Number(child.replace("stdout: ", "")))).toBe(false);
  });
});

describe("a notebook", () => {
  it("shows displays as they were last updated, joins streams, and keeps results", async () => {
    const executed = await execute("displays");
    expect(executed.failures).toEqual([]);
    expect(outputsOf(executed)).toEqual([
      ['display_data: {"text/plain":"second"}', 'display_data: {"text/html":"<b>kept</b>"}'],
      ["stdout: a\nb\n", "stderr: c\n", 'execute_result: {"text/plain":"{ answer: 42 }"}'],
    ]);
  });

  it("leaves out cells that are tagged so, but counts them", async () => {
    const events: NotebookEvent[] = [];
    const executed = await execute("skips", { onEvent: (event) => events.push(event) });
    expect(outputsOf(executed)).toEqual([["stdout: one\n"], [], ["stdout: three\n"]]);
    expect(events.map(({ type, codeCellNumber }) => [type, codeCellNumber])).toEqual([
      ["kernel-starting", 0],
      ["cell-start", 1],
      ["cell-end", 1],
      ["cell-start", 3],
      ["cell-end", 3],
      ["notebook-end", 3],
    ]);
    for (const event of events) expect(event).toMatchObject({ notebook: "skips", codeCells: 3, failed: false });
    expect(executed.seconds).toBeGreaterThan(executed.cellSeconds["cell-1"]! + executed.cellSeconds["cell-3"]!);
  });

  it("without code needs no kernel", async () => {
    const types: string[] = [];
    const executed = await execute("no-code", { onEvent: ({ type }) => types.push(type) });
    expect(types).toEqual(["notebook-end"]);
    expect(executed).toMatchObject({ failures: [], cellSeconds: {} });
  });

  it("with a timeout that is none is refused, naming the place", async () => {
    const execution = executeNotebook(await fixture("bad-timeout"));
    await expect(execution).rejects.toThrow(InputError);
    await expect(execution).rejects.toThrow(
      /bad-timeout\.ipynb: metadata\.ncsparse\.cell_timeout_seconds must be a positive number of seconds, got -1$/,
    );
  });

  it("whose folder is gone fails at its first cell", async () => {
    const file = await fixture("raises");
    const executed = await executeNotebook({ ...file, path: "/nowhere/raises.ipynb" });
    expect(failureOf(executed)).toMatchObject({ kind: "not-started", codeCellNumber: 1, ename: "KernelNotStarted" });
    expect(outputsOf(executed)[0]).toHaveLength(1);
  });

  it("stops when its signal is aborted, and its kernel with it", async () => {
    await withTemporaryFolder(async (folder) => {
      const pidFile = join(folder, "pid");
      const stop = new AbortController();
      const file = await fixture("waits-for-ever");
      const execution = executeNotebook(file, { signal: stop.signal, env: { PID_FILE: pidFile } });
      const pid = await pidIn(pidFile);
      stop.abort();
      await expect(execution).rejects.toThrow(InterruptedError);
      expect(isRunning(pid)).toBe(false);
      expect(filesIn(folder)).toEqual(["pid"]);
    });
  });
});
