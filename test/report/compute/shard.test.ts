import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../../report/compute/plan.js";
import { blocksOf, parseShard } from "../../../report/compute/shard.js";

const block = (name: string, seconds: number | null, cells = 1): Block => ({
  ...{ name, notebook: "one", seconds },
  cells: Array.from({ length: cells }, (_, cell) => ({ statement: name, role: "claim" as const, cell })),
});
const planOf = (blocks: readonly Block[]) => ({ profile: "quick", seed: 1, blocks, hash: "" }) as const;
const sharesOf = (blocks: readonly Block[], of: number): string[][] =>
  Array.from({ length: of }, (_, i) => blocksOf(planOf(blocks), { shard: i + 1, of }).map(({ name }) => name));

describe("shares", () => {
  it("begin with the longest, and the next goes to whoever has least", () => {
    const blocks = [block("a", 1), block("b", 5), block("c", 3), block("d", 3)];
    expect(sharesOf(blocks, 2)).toEqual([
      ["b", "a"],
      ["c", "d"],
    ]);
  });

  it("weigh what no earlier run knows by its cells, as long as cells take on average", () => {
    const blocks = [block("a", 2, 1), block("b", null, 3), block("c", 2, 1), block("d", null, 1)];
    expect(sharesOf(blocks, 2)).toEqual([["b"], ["a", "c", "d"]]);
  });

  it("have each block once, whatever the order in which they are listed, and are balanced", () => {
    const times = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 9 }), (seconds, of) => {
        const blocks = seconds.map((time, index) => block(`b${index}`, time));
        const shares = sharesOf(blocks, of);
        expect(shares.flat().sort()).toEqual(blocks.map(({ name }) => name).sort());
        expect(sharesOf([...blocks].reverse(), of)).toEqual(shares);
        const loads = shares.map((share) => share.reduce((sum, name) => sum + seconds[Number(name.slice(1))]!, 0));
        // Whoever ended up with most had least before the last block came.
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...seconds));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.each(["1/1", "3/16", "10000/10000"])("may be %s", (text) => {
    const { shard, of } = parseShard(text);
    expect(`${shard}/${of}`).toBe(text);
  });

  it.each(["0/3", "4/3", "3", "1/0", "-1/3", "1/3/5", "01/3", "1/10001", " 1/3", "1.5/3", ""])(
    "may not be %j",
    (text) => {
      expect(() => parseShard(text)).toThrow("--shard must be i/N with 1 <= i <= N <= 10000, got ");
    },
  );
});
