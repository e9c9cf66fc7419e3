import { describe, expect, it } from "vitest";
import { combine } from "../../../src/kit/claims/combine.js";
import { useShares } from "../../../src/kit/claims/use.js";
import type { CellResult, Outcome, Use } from "../../../src/kit/claims/result.js";
import { controlTitle, outcomeWords } from "../../../src/kit/claims/wording.js";

function wordsOf(outcome: Outcome, ...uses: (Use | null)[]): string {
  const cells = uses.map((use) => ({ use }) as CellResult);
  const shares = useShares(cells);
  return outcomeWords({ outcome, use: shares === null ? null : { ...shares, scale: "ratio" }, cells });
}

describe("an outcome in words", () => {
  it("tells that a bound is vacuous from half of its cells on", () => {
    expect(wordsOf("holds", "vacuous", "sharp")).toBe("holds, vacuous on 1 of 2 cells");
    expect(wordsOf("holds", "vacuous", "sharp", "loose")).toBe("holds");
    expect(wordsOf("holds", "vacuous", "vacuous")).toBe("holds, vacuous here");
  });

  it("counts only the cells that compare a bound", () => {
    expect(wordsOf("holds", null, "vacuous", "vacuous", "loose", null)).toBe("holds, vacuous on 2 of 3 cells");
    expect(wordsOf("holds", null)).toBe("holds");
  });

  it("says nothing of the bound's use where the statement does not hold", () => {
    expect(wordsOf("violated", "vacuous")).toBe("violated");
    expect(wordsOf("inconclusive", "vacuous")).toBe("inconclusive");
  });
});

describe("what stands above a control", () => {
  it("names what is expected of it, or that it tests the machinery alone", () => {
    expect(controlTitle({ expected: "holds", selfTest: false })).toBe("What holds nearby");
    expect(controlTitle({ expected: "violated", selfTest: false })).toBe("How this could have failed");
    expect(controlTitle({ expected: "violated", selfTest: true })).toBe("A self-test of the machinery");
  });
});

describe("the outcome of a claim from those of its cells", () => {
  const ORDER: readonly Outcome[] = ["violated", "inconclusive", "holds", "out of range"];

  it("is the worse of any two, and out of range only where every cell is", () => {
    ORDER.forEach((worse, i) => {
      for (const other of ORDER.slice(i)) {
        expect(combine([worse, other])).toBe(worse);
        expect(combine([other, worse])).toBe(worse);
      }
    });
  });
});
