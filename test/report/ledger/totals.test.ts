import { describe, expect, it } from "vitest";
import { errorRateOf, percentLeft, percentUp } from "../../../report/ledger/error-rate.js";
import {
  controlsWords,
  countWords,
  deviatingClaims,
  expectationWords,
  totalsOf,
} from "../../../report/ledger/totals.js";
import type { ClaimResult, VerdictRule } from "../../../src/kit/claims/result.js";
import { DEVIATING_CLAIM, LITERAL_CLAIM, SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

const words = (...claims: ClaimResult[]): string[] => {
  const totals = totalsOf(claims);
  return [countWords(totals), expectationWords(totals), controlsWords(totals)];
};

describe("how a run came out", () => {
  it("is counted by claims alone where none has parts", () => {
    expect(words(SPARSITY_CLAIM, LITERAL_CLAIM)).toEqual([
      "2 claims: 1 holds, 1 violated",
      "all as expected",
      "all 2 controls behaved as required",
    ]);
  });

  it("counts a violated part of a claim that holds, and the control of each", () => {
    const missed = { ...SPARSITY_CLAIM.control, outcome: "holds", asExpected: false } as const;
    const part = { ...LITERAL_CLAIM, control: missed };
    expect(words({ ...SPARSITY_CLAIM, parts: [part] })).toEqual([
      "1 claim: 1 holds; 2 statements with their parts: 1 holds, 1 violated",
      "all as expected",
      "1 of 2 controls did not behave as required",
    ]);
  });

  it("names what deviates, in its order", () => {
    expect(words(SPARSITY_CLAIM, DEVIATING_CLAIM)[1]).toBe("1 statement not as expected");
    expect(deviatingClaims([SPARSITY_CLAIM, DEVIATING_CLAIM]).map(({ id }) => id)).toEqual([DEVIATING_CLAIM.id]);
  });
});

describe("the error rate of a run", () => {
  const claim = (rule: VerdictRule): ClaimResult => ({ ...SPARSITY_CLAIM, rule });

  it("counts one end of a cell against one side, two against a band, and no cell that is not drawn or judged with certainty", () => {
    const text = "";
    const band = claim({ kind: "ratio", tolerance: 0.1, text });
    const certain = claim({ kind: "inequality", text });
    const still = { ...SPARSITY_CLAIM, cells: SPARSITY_CLAIM.cells.map((cell) => ({ ...cell, draws: 0 })) };
    expect(errorRateOf([SPARSITY_CLAIM, band, certain, still])).toEqual({
      oneSided: 18,
      band: 17,
      atMost: (52 * 0.01) / 2048,
    });
  });

  it("is rounded to the safe side", () => {
    expect([percentUp(0.00661), percentLeft(0.00661)]).toEqual(["0.67", "99.33"]);
    expect([percentUp(0), percentLeft(0)]).toEqual(["0.00", "100.00"]);
    expect([percentUp(0.01), percentLeft(0.01)]).toEqual(["1.00", "99.00"]);
  });
});
