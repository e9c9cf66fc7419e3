import { describe, expect, it } from "vitest";
import { isotropicWeights } from "../../src/attention/weights.js";
import { diagonalExceedsKept, keptShareBelow } from "../../src/claims/theorem-6.1/power.js";
import { windowOf } from "../../src/claims/theorem-6.1/samples.js";
import { windowExtremes } from "../../src/experiments/index.js";

describe("the windows of Theorem 6.1", () => {
  it("are round(alpha n^C)", () => {
    expect(windowOf({ n: 128, s: 1, C: 0.5 })).toBe(11);
    expect(windowOf({ n: 512, s: 1, C: 0.75 })).toBe(108);
    expect(windowOf({ n: 512, s: 1, C: 0.5, alpha: 2 })).toBe(45);
  });
});

describe("the failure probabilities of its controls", () => {
  it("are lower bounds on what is measured (200 matrices: 5 standard errors are at most 0.18)", () => {
    const setup = { n: 64, input: "gaussian", inputScale: 1, weights: isotropicWeights(64) } as const;
    const [s, k] = [0.25, 6];
    const measured = windowExtremes(17, ["power"], setup, 200, [s], [k]).scales[0]!.windows[0]!;
    const share = (column: Float64Array, level: number): number =>
      column.filter((x) => x > Math.log(level)).length / column.length;
    for (const level of [0.1, 0.35]) {
      const computed = diagonalExceedsKept({ n: 64, s, k }, level);
      expect(computed, `level ${level}`).toBeLessThan(share(measured.lnKept, level) + 0.18);
    }
    expect(diagonalExceedsKept({ n: 64, s, k }, 0.1)).toBeGreaterThan(0.5);
    const below = keptShareBelow({ n: 64, s, k }, 0.5);
    expect(below).toBeLessThan(share(measured.lnTail, 0.5) + 0.18);
    expect(below).toBeGreaterThan(0.5);
  });

  it("vanish where the level cannot be exceeded", () => {
    expect(diagonalExceedsKept({ n: 64, s: 0.25, k: 6 }, 1)).toBe(0);
    expect(keptShareBelow({ n: 64, s: 0.25, k: 6 }, 0.01)).toBe(0);
  });
});
