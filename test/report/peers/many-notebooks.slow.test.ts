/** Many kernels one after the other and side by side, as nbclient tests it. */
import { expect, it } from "vitest";
import { executeAll } from "../../../report/notebooks/execute-all.js";
import { fixture, outputsOf } from "../notebooks/fixture.js";

it("test_many_parallel_notebooks", async () => {
  const files = await Promise.all(Array.from({ length: 8 }, () => fixture("skips")));
  const results = await executeAll(files, { parallel: 2, workers: 1 });
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  for (const result of results) expect(outputsOf(result)).toEqual([["stdout: one\n"], [], ["stdout: three\n"]]);
});
