/** Counts and expectations against numbers worked out by hand. */
import { describe, expect, it } from "vitest";
import { calibrate, differenceOf } from "../../../src/kit/sweep/calibration.js";
import { differingVerdicts } from "../../../src/kit/sweep/differing.js";
import { seedsText } from "../../../src/kit/sweep/seeds-text.js";
import {
  CALIBRATION_HEADER,
  calibrationTable,
  DIFFERING_HEADER,
  differingTable,
  SWEEP_HEADER,
  sweepRow,
} from "../../../src/kit/sweep/tables.js";
import { SWEEP } from "./made-sweep.js";

describe("calibration", () => {
  const lines = calibrate(SWEEP);

  it("has a line for each role and kind of rule that there is", () => {
    expect(lines.map(({ role, rule }) => `${role} ${rule}`)).toEqual([
      "claim ratio",
      "claim inequality",
      "control ratio",
      "control inequality",
    ]);
  });

  it("of claims counts what is reversed, against the level of each drawn cell and seed", () => {
    // 15 cells at 1 % with 4 seeds.
    expect(lines[0]).toMatchObject({
      statements: 2,
      drawnCells: 15,
      verdicts: 8,
      undecided: 1,
      reversed: 1,
      observed: 1,
    });
    expect(lines[0]!.expected).toBeCloseTo(0.6, 12);
    expect(lines[1]).toMatchObject({ drawnCells: 0, verdicts: 4, observed: 0, expected: 0 });
  });

  it("of controls counts all that is not as expected, against what their powers leave", () => {
    // 1/4 and 1/2 are missed with each of 4 seeds.
    expect(lines[2]).toMatchObject({ undecided: 1, reversed: 1, observed: 2, expected: 3 });
    expect(lines[3]).toMatchObject({ observed: 0, expected: 0 });
  });

  it("takes an outcome for reversed only where both are decided", () => {
    expect(differenceOf("holds", "holds")).toBeNull();
    expect(differenceOf("holds", "violated")).toBe("reversed");
    expect(differenceOf("out of range", "holds")).toBe("undecided");
    expect(differenceOf("holds", "inconclusive")).toBe("undecided");
  });
});

describe("what ever differs", () => {
  it("is told with its seeds, and with what was stated of it", () => {
    expect(differingVerdicts(SWEEP)).toEqual([
      { id: "A", role: "claim", expected: "holds", outcome: "inconclusive", seeds: [3], mostExpected: null },
      { id: "B", role: "claim", expected: "holds", outcome: "violated", seeds: [2], mostExpected: 0.2 },
      { id: "B", role: "control", expected: "violated", outcome: "inconclusive", seeds: [2], mostExpected: 2 },
      { id: "B", role: "control", expected: "violated", outcome: "holds", seeds: [9], mostExpected: 2 },
    ]);
  });

  it("stands in tables as long as their headers", () => {
    expect(sweepRow(SWEEP)).toHaveLength(SWEEP_HEADER.length);
    for (const row of calibrationTable(SWEEP)) expect(row).toHaveLength(CALIBRATION_HEADER.length);
    for (const row of differingTable(SWEEP)) expect(row).toHaveLength(DIFFERING_HEADER.length);
    expect(differingTable(SWEEP)[3]).toEqual(["B, control", "violated", "holds with 1 of 4", "9", "2"]);
  });
});

it("seeds are written as runs", () => {
  expect(seedsText([1, 2, 3, 9])).toBe("1..3,9");
  expect(seedsText([0, 2, 3])).toBe("0,2..3");
  expect(seedsText([])).toBe("");
});
