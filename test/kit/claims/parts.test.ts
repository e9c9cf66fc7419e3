import { beforeAll, describe, expect, it } from "vitest";
import { countUnits, mergeClaims, statementsOf, type Claim, type Reading } from "../../../src/kit/claims/claim.js";
import { statementResults } from "../../../src/kit/claims/parts.js";
import { findStatement } from "../../../src/claims/registry.js";
import type { ClaimResult } from "../../../src/kit/claims/result.js";
import { judgeFailureRate } from "../../../src/kit/claims/rules.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import { claimMarkdown, claimText } from "../../../src/kit/notebook/summary.js";
import { readSession } from "../../../src/kit/notebook/session.js";

/** A cell in which so many of 160 draws failed. */
function failed(failures: number): Reading {
  return { draws: 160, failures, verdict: judgeFailureRate(failures, 160, 0.1) };
}

/** A claim that fails in this many of 160 draws at each n, and whose control always does. */
function counted(id: string, failures: readonly number[], change: Partial<Claim> = {}): Claim {
  const base = findStatement("L4.2-part1");
  const grid = failures.map((_, n) => ({ n }));
  return {
    ...base,
    finding: () => `${id} was run.`,
    ...change,
    id,
    grid: { quick: grid, full: grid },
    measure: ({ n }) => failed(failures[Number(n)]!),
    control: { ...base.control, grid: { quick: [{ n: 0 }], full: [{ n: 0 }] }, measure: () => failed(160) },
  };
}

describe("a claim with parts", () => {
  const merged = mergeClaims(counted("A", [0, 0]), [counted("B", [0]), counted("C", [0, 0, 160])], {
    title: "all of them",
    aliases: ["Z"],
  });
  let result: ClaimResult;
  beforeAll(async () => {
    result = await runClaim(merged, readSession({}));
  });

  it("keeps each statement's cells and control, and comes out as the worst of them", () => {
    expect(result).toMatchObject({ id: "A", title: "all of them", outcome: "violated", asExpected: false, draws: 960 });
    expect(result.cells).toHaveLength(2);
    expect(result.parts.map(({ id, outcome, cells }) => [id, outcome, cells.length])).toEqual([
      ["B", "holds", 1],
      ["C", "violated", 3],
    ]);
    expect(result.parts.every(({ control }) => control.asExpected)).toBe(true);
    expect(result.finding).toBe("**all of them** came out *violated*, against the expectation *holds*.");
  });

  it("is taken apart into claims of their own, of which the first has the outcome of its own cells", () => {
    expect(statementResults(result).map(({ id, outcome, draws, parts }) => [id, outcome, draws, parts])).toEqual([
      ["A", "holds", 320, []],
      ["B", "holds", 160, []],
      ["C", "violated", 480, []],
    ]);
    // What was found, and the other names, are the whole's: the first carries them, and no other says them again.
    expect(statementResults(result).map(({ finding, aliases }) => [finding, aliases])).toEqual([
      [result.finding, ["Z"]],
      [null, []],
      [null, []],
    ]);
    const alone = { ...result, parts: [] };
    expect(statementResults(alone)).toEqual([alone]);
  });

  it("uses up the error rate of all its cells and controls", () => {
    expect(countUnits(merged, "quick")).toBe(2 + 1 + 3 + 3);
    expect(statementsOf(merged).map(({ id }) => id)).toEqual(["A", "B", "C"]);
  });

  it("is told in a notebook statement by statement", () => {
    expect(claimText(result).split("\n")).toEqual([
      expect.stringMatching(/^A: holds, as expected/),
      expect.stringMatching(/^B: holds, as expected/),
      expect.stringMatching(/^C: violated, NOT as expected/),
    ]);
    expect(claimMarkdown(result)).toContain("*Part 3.* ");
  });

  it("comes out as its first statement where each is as it expects, whatever that is", async () => {
    const failing = (count: number) =>
      counted("F", [count], { expected: { outcome: "violated", reason: "for the test" } });
    const outcomeOf = async (...[first, ...parts]: Claim[]) => {
      const { outcome, asExpected } = await runClaim(mergeClaims(first!, parts, {}), readSession({}));
      return [outcome, asExpected];
    };
    expect(await outcomeOf(counted("A", [0]), failing(160))).toEqual(["holds", true]);
    expect(await outcomeOf(failing(160), counted("A", [0]))).toEqual(["violated", true]);
    expect(await outcomeOf(counted("A", [0]), failing(0))).toEqual(["holds", false]);
    expect(await outcomeOf(failing(160), counted("A", [10]))).toEqual(["inconclusive", false]);
  });

  it("has no parts of parts", () => {
    expect(() => mergeClaims(counted("D", [0]), [merged], {})).toThrow("a part of D must have no parts itself, got A");
  });
});

describe("a control of a claim that is expected to be violated", () => {
  it("must hold", async () => {
    const base = counted("A", [160], { expected: { outcome: "violated", reason: "for the test" } });
    const control: Claim["control"] = {
      ...base.control,
      expects: "holds",
      measure: () => failed(0),
    };
    expect((await runClaim({ ...base, control }, readSession({}))).control).toMatchObject({
      expected: "holds",
      outcome: "holds",
      asExpected: true,
      selfTest: false,
    });
    const broken = { ...control, measure: base.control.measure };
    expect((await runClaim({ ...base, control: broken }, readSession({}))).control).toMatchObject({
      outcome: "violated",
      asExpected: false,
    });
  });
});
