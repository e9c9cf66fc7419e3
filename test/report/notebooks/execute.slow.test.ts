/** More of what execute.test.ts tests, each with a kernel of its own. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { filesIn, withTemporaryFolder } from "../kernel/temporary.js";
import { execute, failureOf, pidIn } from "./executed.js";
import { fixture, outputsOf } from "./fixture.js";

describe("a cell that throws", () => {
  it("fails its notebook after an await, too", async () => {
    const executed = await execute("throws-async");
    expect(failureOf(executed)).toMatchObject({ codeCellNumber: 1, kind: "error", evalue: "after an await" });
    expect(outputsOf(executed)).toEqual([["Error: after an await"], []]);
  });

  it("may do so by a rejection that nothing handles", async () => {
    const executed = await execute("rejects-unhandled");
    expect(failureOf(executed)).toMatchObject({ codeCellNumber: 1, kind: "late-error", ename: "TypeError" });
    expect(outputsOf(executed)).toEqual([["TypeError: nobody handles this"], []]);
  });

  it("may do so after its end, in a timer", async () => {
    const executed = await execute("throws-late");
    expect(failureOf(executed)).toMatchObject({ kind: "late-error", evalue: "nobody awaits this" });
    expect(outputsOf(executed)).toEqual([["stdout: ends well\n", "Error: nobody awaits this"]]);
  });
});

describe("a kernel that dies", () => {
  it.skipIf(process.platform === "win32")("is told with its signal", async () => {
    await withTemporaryFolder(async (folder) => {
      const file = await fixture("waits-for-ever");
      const pidFile = join(folder, "pid");
      const execution = executeNotebook(file, { env: { PID_FILE: pidFile } });
      process.kill(await pidIn(pidFile), "SIGKILL");
      const evalue = "the kernel was killed by SIGKILL (by hand, or by the system for want of memory)";
      expect(failureOf(await execution)).toMatchObject({ kind: "died", evalue });
      expect(filesIn(folder)).toEqual(["pid"]);
    });
  });

  it("is told to have run out of memory", async () => {
    const executed = await execute("runs-out-of-memory", { heapMegabytes: 200 });
    const { kind, evalue, traceback } = failureOf(executed);
    expect(kind).toBe("died");
    expect(evalue).toBe("the kernel ran out of memory (JavaScript heap out of memory, with a heap of 200 MB)");
    expect(traceback.length).toBeGreaterThan(1);
  });
});

describe("a notebook", () => {
  it("may hold any character, whole or written in pieces", async () => {
    const text = "n^C ≥ √n · 😀 漢字";
    expect(outputsOf(await execute("unicode"))[0]![0]).toBe(`stdout: ${text}\n${text}`);
  });
});
