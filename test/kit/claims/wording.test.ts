import { describe, expect, it } from "vitest";
import { combine } from "../../../src/kit/claims/combine.js";
import { useShares } from "../../../src/kit/claims/use.js";
import type { CellResult, ClaimResult, Outcome, Use } from "../../../src/kit/claims/result.js";
import { controlOdds, controlOutcome, controlTitle, outcomeWords } from "../../../src/kit/claims/wording.js";

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
    expect(controlTitle({ expected: "holds", selfTest: false })).toBe("Control: what holds nearby");
    expect(controlTitle({ expected: "violated", selfTest: false })).toBe("Control: how this could have failed");
    expect(controlTitle({ expected: "violated", selfTest: true })).toBe("Control: a self-test of the machinery");
  });
});

describe("what came of a control", () => {
  it.each([
    ["violated", "violated", "found violated, as it must be"],
    ["holds", "holds", "found to hold, as it must"],
    ["holds", "violated", "found to hold, but must be found violated"],
    ["inconclusive", "violated", "found inconclusive, but must be found violated"],
    ["violated", "holds", "found violated, but must be found to hold"],
  ] as const)("%s where %s must come out", (outcome, expected, words) => {
    expect(controlOutcome({ outcome, expected })).toBe(words);
  });
});

describe("how likely a control comes out so", () => {
  const odds = (rule: object, expected: string, value: number): string =>
    controlOdds({ rule, control: { expected, power: { value, how: "" } } } as unknown as ClaimResult);
  const rate = { kind: "failure-rate", delta: 0.1 };

  it("is told of one draw where failing draws must show it false, and of the outcome elsewhere", () => {
    expect(odds(rate, "violated", 0.8904)).toBe(
      "Each draw of it fails with probability at least 0.890, where the rule allows 0.1",
    );
    expect(odds(rate, "holds", 0.97)).toBe("It comes out so with probability at least 0.970");
    expect(odds({ kind: "sign" }, "violated", 0.97)).toBe("It comes out so with probability at least 0.970");
  });

  it("stays a lower bound when it is rounded", () => {
    expect(odds({ kind: "ratio" }, "violated", 0.99997)).toBe("It comes out so with probability at least 0.999");
    expect(odds({ kind: "ratio" }, "violated", 1)).toBe("It comes out so with probability 1");
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
