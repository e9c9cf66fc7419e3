import { describe, expect, it } from "vitest";
import { sampleOf } from "../../../report/verify/sample.js";

const LIST = ["a", "b", "c", "d", "e"];

describe("a sample", () => {
  it("has as many as are asked for, each once, in the order of the list, the same for the same seed", () => {
    for (let seed = 0; seed < 50; seed++) {
      const chosen = sampleOf(LIST, 3, seed);
      expect(chosen).toHaveLength(3);
      expect(chosen).toEqual(LIST.filter((one) => chosen.includes(one)));
      expect(sampleOf(LIST, 3, seed)).toEqual(chosen);
    }
  });

  it("is the whole list where all or more are asked for, and empty for 0", () => {
    for (const size of ["all", 5, 99] as const) expect(sampleOf(LIST, size, 1)).toEqual(LIST);
    expect(sampleOf(LIST, 0, 1)).toEqual([]);
  });

  it("takes each choice equally often", () => {
    const counts = new Map<string, number>();
    const seeds = 10_000;
    for (let seed = 0; seed < seeds; seed++) {
      const name = sampleOf(LIST, 2, seed).join("");
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    // Ten choices: chi-squared with 9 degrees of freedom exceeds 33.7 with probability 1e-4.
    const expected = seeds / 10;
    const squares = [...counts.values()].map((count) => (count - expected) ** 2 / expected);
    expect(counts.size).toBe(10);
    expect(squares.reduce((sum, one) => sum + one, 0)).toBeLessThan(33.7);
  });
});
