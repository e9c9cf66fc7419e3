import { describe, expect, it } from "vitest";
import type { Durations } from "../../../report/compute/durations.js";
import { groupCells } from "../../../report/compute/group-cells.js";
import type { ListedCell } from "../../../report/compute/list-cells.js";
import { blockNamed, cellName } from "../../../report/compute/plan.js";

const PLACES = {
  one: { folder: "/n", data: "d" },
  two: { folder: "/n", data: "d" },
  other: { folder: "/n", data: "e" },
};

const cell = (statement: string, index: number, more: Partial<ListedCell> = {}): ListedCell => ({
  ...{ statement, role: "claim", cell: index, notebook: "one", module: statement.slice(0, 1) },
  ...more,
});

/** Durations of cells by their names: own seconds, and the draws that they read, of one second each. */
function durations(cells: Readonly<Record<string, readonly [seconds: number, ...draws: string[]]>>): Durations {
  const names = Object.values(cells).flatMap(([, ...draws]) => draws);
  return {
    ...{ format: "ncsparse durations 1", profile: "quick" },
    draws: Object.fromEntries(names.map((name) => [name, 1])),
    cells: Object.fromEntries(Object.entries(cells).map(([name, [seconds, ...draws]]) => [name, { seconds, draws }])),
  };
}

const grouped = (cells: readonly ListedCell[], known: Durations): string[] =>
  groupCells(cells, PLACES, known).map((block) => block.cells.map(cellName).join(" "));

describe("blocks", () => {
  it("are, where nothing is known, the cells of one role of what a module defines", () => {
    const cells = [cell("A1", 0), cell("A1", 0, { role: "control" }), cell("B1", 0), cell("A2", 0), cell("A2", 1)];
    expect(grouped(cells, durations({}))).toEqual(["A1/claim/0 A2/claim/0 A2/claim/1", "A1/control/0", "B1/claim/0"]);
  });

  it("hold what reads the same draws, directly or by way of a third, and none of it twice", () => {
    const cells = [cell("A", 0), cell("B", 0), cell("C", 0), cell("D", 0)];
    const known = durations({
      "A/claim/0": [9, "x"],
      "B/claim/0": [9, "x", "y"],
      "C/claim/0": [9, "y"],
      "D/claim/0": [9, "z"],
    });
    expect(grouped(cells, known)).toEqual(["A/claim/0 B/claim/0 C/claim/0", "D/claim/0"]);
    expect(groupCells(cells, PLACES, known).map(({ seconds }) => seconds)).toEqual([29, 10]);
  });

  it("never mix data: draws of one name are others where a notebook declares other files", () => {
    const cells = [cell("A", 0), cell("B", 0, { notebook: "two" }), cell("C", 0, { notebook: "other" })];
    const known = durations({ "A/claim/0": [9, "x"], "B/claim/0": [9, "x"], "C/claim/0": [9, "x"] });
    expect(grouped(cells, known)).toEqual(["A/claim/0 B/claim/0", "C/claim/0"]);
  });

  it("of next to no time are put together, and long ones are left as they are", () => {
    const cells = [cell("A", 0), cell("B", 0), cell("C", 0), cell("D", 0)];
    const known = durations({ "A/claim/0": [0.1], "B/claim/0": [100], "C/claim/0": [0.1], "D/claim/0": [0.1] });
    expect(grouped(cells, known)).toEqual(["A/claim/0 C/claim/0 D/claim/0", "B/claim/0"]);
  });

  it("are named by their first cells, and found by no other name", () => {
    const blocks = groupCells([cell("A", 0), cell("A", 1)], PLACES, durations({}));
    const plan = { profile: "quick", seed: 1, blocks, hash: "" } as const;
    expect(blockNamed(plan, "A/claim/0")).toBe(blocks[0]);
    for (const name of ["A/claim/1", "", "../A", "A/claim/0 "]) {
      expect(() => blockNamed(plan, name)).toThrow(/^block ".*": there is none of that name among the 1 of the plan$/);
    }
  });
});
