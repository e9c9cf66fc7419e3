import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { CLAIMS } from "../../src/claims/registry.js";
import { atFirstCell, meetingPaths, recordSets } from "./draw-sets.js";

it("every claim's draw sets are the same drawn backwards, and no two share a stream", async () => {
  const sets = await recordSets(CLAIMS.map(atFirstCell));
  expect(sets.length).toBeGreaterThan(100);
  for (const { key, drawn, draw } of [...sets].reverse())
    expect(isDeepStrictEqual(await draw(), drawn), key).toBe(true);
  expect(meetingPaths(sets.map(({ path }) => path))).toEqual([]);
});
