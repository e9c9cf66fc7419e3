import type { CellResult } from "ncsparse-kit";
import { describe, expect, it } from "vitest";
import type { Block } from "../../../report/compute/plan.js";
import type { ClaimsFile } from "../../../report/types.js";
import { compareBlock } from "../../../report/verify/recompute.js";
import { RecordedCells } from "../../../report/verify/recorded-cells.js";

const cell = (value: number): CellResult => ({ estimate: { value, low: value, high: value } }) as CellResult;
const block: Block = {
  ...{ name: "A/claim/0", notebook: "01-one", seconds: null },
  cells: [
    { statement: "A", role: "claim", cell: 0 },
    { statement: "A", role: "control", cell: 0 },
    { statement: "B", role: "claim", cell: 0 },
  ],
};

/** What a report recorded of claim A, and nothing of B. */
function recordedOf(failures: readonly object[]): RecordedCells {
  const claims = [{ id: "A", cells: [cell(1)], control: { cells: [cell(2)] }, parts: [] }];
  return new RecordedCells({ claims, notebooks: [{ name: "01-one", failures }] } as unknown as ClaimsFile);
}

const differencesOf = (values: readonly number[], recorded: RecordedCells): (string | null)[] =>
  compareBlock(block, values.map(cell), recorded).map(({ difference }) => difference);

describe("the cells of a block", () => {
  it("are those recorded of claim and control, and a cell that was not recorded is a difference", () => {
    expect(differencesOf([1, 2, 3], recordedOf([]))).toEqual([
      null,
      null,
      "DIFFERENT B/claim/0: claims.json has no such cell",
    ]);
    expect(differencesOf([2, 1, 3], recordedOf([]))).toEqual([
      "DIFFERENT A/claim/0: estimate.value is 1 in claims.json, 2 as computed now, and 2 more of its values differ",
      "DIFFERENT A/control/0: estimate.value is 2 in claims.json, 1 as computed now, and 2 more of its values differ",
      "DIFFERENT B/claim/0: claims.json has no such cell",
    ]);
  });

  it("are not asked for where the notebook failed before it showed them", () => {
    expect(differencesOf([1, 2, 3], recordedOf([{}]))).toEqual([null, null]);
    const other = { ...block, cells: [block.cells[2]!] };
    expect(recordedOf([{}]).concern(other)).toBe(false);
    expect(recordedOf([]).concern(other)).toBe(true);
  });

  it("must all be there", () => {
    expect(() => differencesOf([1, 2], recordedOf([]))).toThrow("compareBlock: A/claim/0 must come to 3 cells, got 2");
  });
});
