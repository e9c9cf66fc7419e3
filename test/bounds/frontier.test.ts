import { describe, expect, it } from "vitest";
import { beatsTrivial, frontier, integerFrontier } from "../../src/bounds/frontier.js";
import { epsJensen, epsOrder, epsPaper } from "../../src/bounds/theorem-4.3.js";
import { big } from "../support/big.js";

const DELTA = 0.1;

describe("the frontier of informative lengths", () => {
  it("is n = 125,252,966 for the paper-shaped bound at R = 1, k = 1, decided in 64 digits", () => {
    expect(integerFrontier(epsPaper, { R: 1, delta: DELTA }, 1)).toBe(125_252_966);
    const bound = (n: number): number =>
      big("log(2) + 2 * sqrt(2 * log(2 * n * (n - 1) / 0.1)) - log(n - 1)", { n }).toNumber();
    expect(bound(125_252_966)).toBeLessThan(0);
    expect(bound(125_252_965)).toBeGreaterThan(0);
  });

  it.each([
    [0.25, 1],
    [0.5, 8],
  ])("is the first n that a search from the start finds, at R = %s, k = %s", (R, k) => {
    for (const bound of [epsPaper, epsJensen, epsOrder]) {
      let n = k + 2;
      while (!beatsTrivial(bound, { R, delta: DELTA }, n, k)) n++;
      expect(integerFrontier(bound, { R, delta: DELTA }, k)).toBe(n);
    }
  });

  it("lies at about 10^112 for the paper-shaped bound at R = 4", () => {
    const found = frontier(epsPaper, { R: 4, delta: DELTA }, { kind: "constant", k: 1 });
    expect(found!.lnN / Math.LN10).toBeCloseTo(112.42, 2);
    expect(() => integerFrontier(epsPaper, { R: 4, delta: DELTA }, 1)).toThrow("must lie below 2^51");
  });

  it("does not exist for the paper-shaped bound at k = n/2", () => {
    for (const R of [0.01, 0.25, 1]) {
      expect(frontier(epsPaper, { R, delta: DELTA }, { kind: "share", share: 0.5 })).toBeNull();
    }
  });

  it("exists for the order-statistic bound at k = n/2 only below R = ln 2 / sqrt(2 ln 2e)", () => {
    const critical = Math.LN2 / Math.sqrt(2 * Math.log(2 * Math.E));
    expect(critical).toBeCloseTo(0.37667, 5);
    const half = { kind: "share", share: 0.5 } as const;
    expect(frontier(epsOrder, { R: critical * 0.999, delta: DELTA }, half)).not.toBeNull();
    expect(frontier(epsOrder, { R: critical * 1.001, delta: DELTA }, half)).toBeNull();
  });
});
