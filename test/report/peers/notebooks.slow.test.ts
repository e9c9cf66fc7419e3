/** nbclient's behaviours that take long: many kernels side by side, cells that do not end. See notebooks.test.ts. */
import { devNull } from "node:os";
import { expect, it } from "vitest";
import { executeAll } from "../../../report/notebooks/execute-all.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { fixture, outputsOf } from "../notebooks/fixture.js";

it("test_many_parallel_notebooks", async () => {
  const files = await Promise.all(Array.from({ length: 8 }, () => fixture("skips")));
  const results = await executeAll(files, { parallel: 2, workers: 1 });
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  for (const result of results) expect(outputsOf(result)).toEqual([["stdout: one\n"], [], ["stdout: three\n"]]);
});

it("test_timeout", async () => {
  const { failures } = await executeNotebook(await fixture("waits-for-ever"), {
    cellTimeoutSeconds: 1,
    env: { PID_FILE: devNull },
  });
  expect(failures).toMatchObject([
    { kind: "timeout", evalue: expect.stringMatching(/^the cell ran longer than 1 s; it /) as string },
  ]);
});

it("test_kernel_death_after_timeout", async () => {
  const { failures } = await executeNotebook(await fixture("hangs-outside-javascript"));
  expect(failures).toMatchObject([
    { kind: "timeout", evalue: expect.stringMatching(/did not react to an interrupt and was killed$/) as string },
  ]);
});
