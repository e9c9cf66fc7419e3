import { describe, expect, it } from "vitest";
import { countUnits, type Claim } from "../../../src/kit/claims/claim.js";
import { findStatement } from "../../../src/claims/registry.js";
import { judgeFailureRate } from "../../../src/kit/claims/rules.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import { readSession } from "../../../src/kit/notebook/session.js";

describe("a negative control", () => {
  const claim = findStatement("L4.2-part1");

  it("uses up a share of the error rate, as its claim does; what is not random uses none", () => {
    expect(countUnits(claim, "quick")).toBe(claim.grid.quick.length + claim.control.grid.quick.length);
    expect(countUnits(claim, "full")).toBe(claim.grid.full.length + claim.control.grid.full.length);
    expect(countUnits({ ...claim, deterministic: true }, "quick")).toBe(0);
    expect(countUnits(findStatement("T4.3-frontier"), "quick")).toBe(0);
  });

  it("is caught only where it comes out violated: one that decides nothing has not been tested", async () => {
    const grid = { quick: [{ n: 16 }], full: [{ n: 16 }] };
    const outcomeWith = async (failures: number): Promise<[string, boolean]> => {
      const measure: Claim["measure"] = () => ({
        draws: 160,
        failures,
        verdict: judgeFailureRate(failures, 160, 0.1),
      });
      const broken: Claim = { ...claim, grid, measure, control: { ...claim.control, grid, measure } };
      const { control } = await runClaim(broken, readSession({}));
      return [control.outcome, control.asExpected];
    };
    expect(await outcomeWith(0)).toEqual(["holds", false]);
    expect(await outcomeWith(10)).toEqual(["inconclusive", false]);
    expect(await outcomeWith(160)).toEqual(["violated", true]);
  });
});
