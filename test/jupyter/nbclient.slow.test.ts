/** What cells do under nbclient is what they do in the report: characters, errors, errors that are allowed. */
import { describe, expect, it } from "vitest";
import { outputsOf } from "../report/notebooks/fixture.js";
import { countsIn, Nbclient, outputsIn } from "./nbclient.js";

const nbclient = new Nbclient("test/jupyter/nbclient.slow.test.ts");

describe("under nbclient", () => {
  it("keeps characters whole, whatever pieces they come in", async () => {
    const executed = await nbclient.execute("unicode");
    const text = "n^C ≥ √n · 😀 漢字";
    expect(outputsIn(executed)).toEqual([
      [
        { output_type: "stream", name: "stdout", text: `${text}\n${text}` },
        { output_type: "execute_result", data: { "text/plain": "true" }, metadata: {}, execution_count: 1 },
      ],
    ]);
    expect(executed.raised).toBeNull();
  });

  it("a cell that throws ends the run by its error's name, and the cells after it are not run", async () => {
    const executed = await nbclient.execute("throws-sync");
    expect(executed.raised).toEqual({ ename: "RangeError", evalue: "rows must be positive, got 0" });
    expect(countsIn(executed)).toEqual([1, 2, null]);
    expect(outputsOf(executed)).toEqual([
      ["stdout: before 1\n"],
      ["stdout: in the cell\n", "RangeError: rows must be positive, got 0"],
      [],
    ]);
  });

  it("a cell that throws where errors are allowed loses none of the cells after it", async () => {
    const executed = await nbclient.execute("throws-sync", "--allow-errors");
    expect(executed.raised).toBeNull();
    expect(outputsOf(executed)).toEqual([
      ["stdout: before 1\n"],
      ["stdout: in the cell\n", "RangeError: rows must be positive, got 0"],
      ["stdout: never printed\n"],
    ]);
    expect(countsIn(executed)).toEqual([1, 2, 3]);
  });
});
