/** tslab as it comes, which the report can run to compare. */
import { describe, expect, it } from "vitest";
import { startKernel } from "../../../report/kernel/kernel.js";
import { enginePath } from "../../../report/root.js";
import type { CellRun } from "../../../report/kernel/kernel.js";

const LIMITS = { timeoutMs: 20_000, outputLimitBytes: 100_000 };

const textOf = ({ outputs }: CellRun): string =>
  outputs.map((output) => (output.output_type === "stream" ? (output.text as string) : output.output_type)).join("");

describe("stock tslab", () => {
  it("runs a cell that imports the library, and its errors and missing counts are understood", async () => {
    const kernel = await startKernel({ cwd: enginePath("notebooks"), program: "stock" });
    try {
      const run = await kernel.execute('import { CLAIM_MIME } from "ncsparse"; console.log(CLAIM_MIME)', LIMITS);
      expect(run).toMatchObject({ status: "ok", executionCount: 1, failure: null });
      expect(textOf(run)).toMatch(/^application\//);
      const thrown = await kernel.execute('throw new Error("stock")', LIMITS);
      expect(thrown.failure).toMatchObject({ kind: "error", evalue: "the kernel reported an error; see stderr" });
      const next = await kernel.execute("1", LIMITS);
      expect(next).toMatchObject({ status: "aborted", failure: { ename: "Aborted" } });
    } finally {
      await kernel.shutdown();
    }
  });
});
