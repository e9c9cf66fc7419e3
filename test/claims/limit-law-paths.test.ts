/** The figure of length laws says in words what its lines do. */
import { describe, expect, it } from "vitest";
import { lengthLawsChart } from "../../src/claims/limit-law/length-laws.js";
import { lawParameter } from "../../src/limit/length-law.js";

/** The first power of ten, in steps of a hundredth, at which a law reaches c = 1. */
function crossing(place: (lnN: number) => number): number | null {
  for (let hundredths = 361; hundredths <= 1600; hundredths++)
    if (place((hundredths / 100) * Math.LN10) >= 1) return hundredths / 100;
  return null;
}

describe("the figure of length laws", () => {
  const { description } = lengthLawsChart();

  it("says where SSMax and YaRN cross the freezing line", () => {
    const slope = 2 / Math.log(4096);
    // By hand: a ln n = sqrt(2 ln n) at ln n = 2 / a^2.
    expect(crossing((lnN) => slope * (lnN / Math.sqrt(2 * lnN)))).toBeCloseTo(2 / slope ** 2 / Math.LN10, 1);
    expect(crossing((lnN) => lawParameter({ name: "log", a: slope }, lnN))).toBeCloseTo(15, 0);
    const yarn = crossing((lnN) => (2 * (0.1 * (lnN - Math.log(4096)) + 1) ** 2) / Math.sqrt(2 * lnN))!;
    expect(yarn).toBeGreaterThan(6);
    expect(yarn).toBeLessThan(7);
    expect(description).toMatch(/near 10\^15.*between 10\^6 and 10\^7/);
  });

  it("says that a fixed scale falls and the critical one stays", () => {
    expect(crossing((lnN) => 2 / Math.sqrt(2 * lnN))).toBeNull();
    expect(description).toMatch(/At a fixed scale c falls.*root of ln n it stays/);
  });
});
