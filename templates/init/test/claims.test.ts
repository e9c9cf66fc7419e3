import { countUnits, readSession, requiredPower, runClaim } from "ncsparse-kit";
import { describe, expect, it } from "vitest";
import { DELTA, level } from "../src/claims/largest-sum.js";
import { CLAIMS, largestSum } from "../src/index.js";
import { largestExceeds } from "../src/random-sums.js";

describe("every claim", () => {
  it.each(CLAIMS.map((claim) => [claim.id, claim] as const))("%s has a control of sufficient power", (_, claim) => {
    for (const profile of ["quick", "full"] as const) {
      expect(claim.control.power({ profile }).value).toBeGreaterThanOrEqual(requiredPower(claim.rule));
    }
  });

  it("shares the report's error rate with at most 2,047 other verdicts", () => {
    for (const profile of ["quick", "full"] as const) {
      expect(CLAIMS.reduce((sum, claim) => sum + countUnits(claim, profile), 0)).toBeLessThanOrEqual(2048);
    }
  });
});

describe("the largest sum", () => {
  it("has the law of its enumeration for two sums of two signs", () => {
    // A sum of two signs is 2 with probability 1/4; both are at most 0 with probability 9/16.
    expect(largestExceeds(0, 2, 2)).toBeCloseTo(7 / 16, 14);
    expect(largestExceeds(2, 2, 2)).toBe(0);
  });

  it("exceeds its level with probability at most delta by the exact law, beyond the grid, too", () => {
    for (const m of [1, 16, 256, 4096]) {
      for (const n of [1, 8, 128, 4096]) {
        const exact = largestExceeds(level.evaluate({ m, n, delta: DELTA }), m, n);
        expect(exact, `m = ${m}, n = ${n}`).toBeLessThanOrEqual(DELTA);
      }
    }
  });

  it("comes out as expected under another seed, and its control is caught", async () => {
    const result = await runClaim(largestSum, readSession({ NCSPARSE_SEED: "1963" }));
    expect([result.outcome, result.control.outcome]).toEqual(["holds", "violated"]);
  });
});
