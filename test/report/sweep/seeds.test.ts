import { describe, expect, it } from "vitest";
import { parseSeeds, seedsOfShard } from "../../../report/sweep/seeds.js";

describe("seeds", () => {
  it.each([
    ["1..4", [1, 2, 3, 4]],
    ["9,1,5", [1, 5, 9]],
    ["1..3, 20", [1, 2, 3, 20]],
    ["0", [0]],
    ["4294967295", [4294967295]],
  ])("of %s", (text, seeds) => {
    expect(parseSeeds(text)).toEqual(seeds);
  });

  it.each([
    ["", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["1,", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["1-4", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["4..1", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["-1", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["1e3", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["4294967296", "must be seeds in [0, 4294967295] such as 1..10,20"],
    ["1..5,3", "must name each seed once, and 3 is there twice"],
    ["0..4294967295", "must be at most 100000 seeds"],
    ["0..60000,100000..160000", "must be at most 100000 seeds"],
  ])("may not be %j", (text, requirement) => {
    expect(() => parseSeeds(text)).toThrow(`--seeds ${requirement}, got ${text}`);
  });

  it("are refused before they are listed, however often a range is repeated, and the text is not quoted whole", () => {
    const text = new Array(6_600).fill("0..99999").join();
    const started = performance.now();
    expect(() => parseSeeds(text)).toThrow(/^--seeds must be at most 100000 seeds, got [0-9.,]{200}[.]{3}$/);
    expect(performance.now() - started).toBeLessThan(2_000); // listed, they take twenty seconds
  });

  it("are dealt out among shards, each to one", () => {
    const shards = [1, 2, 3].map((shard) => seedsOfShard([1, 2, 3, 4, 9], { shard, of: 3 }));
    expect(shards).toEqual([[1, 4], [2, 9], [3]]);
  });
});
