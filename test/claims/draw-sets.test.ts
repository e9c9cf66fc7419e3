import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { findStatement } from "../../src/claims/registry.js";
import { atFirstCell, meetingPaths, recordSets, type RecordedSet } from "./draw-sets.js";

/** Light claims that draw in every way: matrices, their rows, long rows, sampled and drawn, heads. */
const CLAIMS = [
  "L4.2-part1",
  "NA-max",
  "T5.1-empties",
  "T5.1-dilution",
  "T6.2-core",
  "LL-participation",
  "LL-matrix-max",
  "LL-critical-window",
  "PW-output-sink",
];

describe("a draw set", () => {
  let sets: RecordedSet[] = [];

  beforeAll(async () => {
    sets = await recordSets(CLAIMS.map((id) => atFirstCell(findStatement(id))));
  });

  it("is what it is whichever others were drawn before", async () => {
    expect(sets.length).toBeGreaterThan(16);
    const order = fc.shuffledSubarray(sets, { minLength: 8, maxLength: 8 });
    const drawnAgain = fc.asyncProperty(order, async (chosen) => {
      for (const { key, drawn, draw } of chosen) expect(isDeepStrictEqual(await draw(), drawn), key).toBe(true);
    });
    await fc.assert(drawnAgain, { numRuns: 3 });
  });

  it("has streams of its own: no draw of one bears another's name", () => {
    expect(meetingPaths(sets.map(({ path }) => path))).toEqual([]);
    expect(
      meetingPaths([
        ["T", 1],
        ["T", 1, "claim"],
        ["T", 1, 2],
      ]),
    ).toEqual(['["T",1,2]']);
  });
});
