/** Kernels ended at any moment of their lives leave neither process nor file, and the runner always comes back. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { startKernel } from "../../../report/kernel/kernel.js";
import { enginePath } from "../../../report/root.js";
import { filesIn, isRunning, withTemporaryFolder } from "./temporary.js";

const LIMITS = { timeoutMs: 30_000, outputLimitBytes: 1_000_000 };
const CELLS = ["for (;;) console.log('x');", "await 0; for (;;);", "for (;;);", "await new Promise(() => {});", "1"];
/** Milliseconds after the cell was sent: before it is compiled, while it is, while it runs. */
const DELAYS = [0, 5, 20, 50, 100, 300];

it("leaves nothing, whatever the cell and whenever the kill", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const code of CELLS) {
      for (const delay of DELAYS) {
        const kernel = await startKernel({ cwd: enginePath("notebooks") });
        const execution = kernel.execute(code, LIMITS);
        await sleep(delay);
        await kernel.kill();
        const { failure } = await execution;
        if (code !== "1") expect(failure?.kind, `${code} after ${delay} ms`).toMatch(/^(died|output-limit)$/);
        expect(isRunning(kernel.pid!)).toBe(false);
        expect(filesIn(folder)).toEqual([]);
      }
    }
  });
});

it("starts and stops twenty times in a row", async () => {
  await withTemporaryFolder(async (folder) => {
    for (let round = 0; round < 20; round++) {
      const kernel = await startKernel({ cwd: enginePath("notebooks") });
      const { failure } = await kernel.execute("for (let i = 0; i < 5000; i++) console.log(i);", LIMITS);
      expect(failure).toBeNull();
      await kernel.shutdown();
      expect(isRunning(kernel.pid!)).toBe(false);
    }
    expect(filesIn(folder)).toEqual([]);
  });
});
