import { describe, expect, it } from "vitest";
import { epsPaper } from "../../src/bounds/theorem-4.3.js";
import { findClaim } from "../../src/claims/registry.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { readSession } from "../../src/kit/notebook/session.js";

const paper = findClaim("T4.3-paper");

describe("the grid of Theorem 4.3", () => {
  it("has cells at which the paper-shaped bound is below the trivial one for every R that is drawn", () => {
    const small = paper.grid.quick.filter(({ s }) => Number(s) < 0.1);
    expect(small).toHaveLength(12);
    for (const { n, s, k } of small) {
      // R / s = max |x_i| / 8 is below 1.6 but for one draw in 10^6
      const eps = epsPaper.evaluate({ n: Number(n), k: Number(k), R: 1.6 * Number(s), delta: 0.1 });
      expect(eps).toBeLessThan(1 / (Number(k) + 1));
    }
  });

  it("leaves the verdict something to say there: no cell is vacuous, and none is further off than a factor 3", async () => {
    const grid = paper.grid.quick.filter(({ n, s }) => n === 128 && Number(s) < 0.1);
    const { cells, outcome } = await runClaim({ ...paper, grid: { quick: grid, full: grid } }, readSession({}));
    expect(outcome).toBe("holds");
    for (const { use, tightness } of cells) {
      expect(use).not.toBe("vacuous");
      expect(tightness).toBeGreaterThan(1);
      expect(tightness).toBeLessThan(3);
    }
  });
});

describe("the dimension in the logarithm", () => {
  it("costs the stated factor at most, and more than half of its exponent", async () => {
    const { outcome, control, cells } = await runClaim(findClaim("T4.3-dimension"), readSession({}));
    expect([outcome, control.outcome]).toEqual(["holds", "violated"]);
    // n = 512, k = 1, R = 1/4, d = 64: exp(R/2 (sqrt(8 ln(2 n (n-1) d / .1)) - sqrt(8 ln(2 n (n-1) / .1)))) by hand
    const [plain, withD] = [1, 64].map((d) => Math.sqrt(2 * Math.log((2 * 512 * 511 * d) / 0.1)));
    expect(cells[1]!.measured!.value).toBeCloseTo(Math.exp(0.5 * (withD! - plain!)), 12);
  });
});
