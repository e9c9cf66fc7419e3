import { describe, expect, it } from "vitest";
import type { Durations } from "../../../report/compute/durations.js";
import { expectedSeconds } from "../../../report/notebooks/expected-seconds.js";
import type { Cell, Notebook } from "../../../report/types.js";

const durations: Durations = {
  format: "ncsparse durations 1",
  profile: "quick",
  draws: { rows: 10, matrices: 20, others: 40 },
  cells: {
    "T4.3-paper/claim/0": { seconds: 1, draws: ["rows"] },
    "T4.3-paper/control/0": { seconds: 2, draws: ["rows", "matrices"] },
    "T4.3/claim/0": { seconds: 100, draws: [] },
    "T5.1-law/claim/0": { seconds: 4, draws: ["rows", "unknown"] },
  },
};

function withCode(...sources: string[]): { notebook: Notebook } {
  const cells = sources.map((source) => ({ cell_type: "code", source }) as Partial<Cell> as Cell);
  return { notebook: { cells } as Partial<Notebook> as Notebook };
}

describe("expectedSeconds", () => {
  it.each([
    ["cells and draws of the statements that it names", 33, ['await show("T4.3-paper");']],
    ["draws that several read, once", 37, ["await show('T4.3-paper');", "const id = `T5.1-law`; await show(id);"]],
    ["statements whose names begin alike, apart", 100, ['show("T4.3")']],
  ])("counts %s", (_, seconds, sources) => {
    expect(expectedSeconds(withCode(...sources), durations)).toBe(seconds);
  });

  it("knows nothing where no statement is named, or none has a duration", () => {
    expect(expectedSeconds(withCode("await show(T4.3-paper)", 'console.log("D3.5-trend")'), durations)).toBeNull();
    expect(expectedSeconds(withCode('show("T4.3-paper")'), { ...durations, cells: {} })).toBeNull();
  });
});
