import { describe, expect, it } from "vitest";
import { countUnits } from "../../src/kit/claims/claim.js";
import { halfWindows } from "../../src/claims/limit-law/half-windows.js";
import { LIMIT_LAW } from "../../src/claims/limit-law/index.js";
import { massRange, medianPower } from "../../src/claims/limit-law/power.js";
import { secantPower } from "../../src/claims/limit-law/secant.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { logCollapsedRows, rowScale, RowSampler } from "../../src/limit/index.js";
import { logNormalTail } from "../../src/kit/probability/index.js";
import { readSession } from "../../src/kit/notebook/session.js";
import { stream } from "../../src/kit/random/index.js";

const deterministic = LIMIT_LAW.filter((claim) => claim.deterministic).map((claim) => [claim.id, claim] as const);

describe("the limit law's claims", () => {
  it("stay within 195 probabilistic units", () => {
    expect(LIMIT_LAW.reduce((sum, claim) => sum + countUnits(claim, "full"), 0)).toBeLessThanOrEqual(195);
  });

  it.each(deterministic)("%s takes its limit so far out that a third of the tolerance is left", async (_, claim) => {
    const { cells, rule, asExpected, control } = await runClaim(claim, readSession({}));
    const tolerance = "tolerance" in rule ? rule.tolerance : 0;
    for (const { estimate } of cells) expect(Math.abs(estimate.value)).toBeLessThan(tolerance / 3);
    expect([asExpected, control.asExpected]).toEqual([true, true]);
  });
});

describe("powers of controls", () => {
  it("bound the rows whose captured mass is further off: 1000 rows at n = 10^6, sigma = 2, half of the mass kept", () => {
    const lnN = Math.log(1e6);
    const lnK = lnN + logNormalTail(2);
    const range = massRange({ lnN, sigma: 2, lnK }, 0.1);
    const sampler = new RowSampler({ n: 1e6, scale: { sigma: 2 }, windows: [{ ln: lnK }] });
    const outside = Array.from({ length: 1000 }, (_, i) =>
      Math.exp(sampler.sample(stream(5, i)).windows[0]!.lnMass),
    ).filter((mass) => mass < range.lowest || mass > range.highest).length;
    expect(range.lowest).toBeCloseTo(0.45, 2);
    expect(range.highest).toBeCloseTo(0.55, 2);
    expect(range.missed).toBeLessThan(0.06);
    expect(outside / 1000).toBeLessThanOrEqual(range.missed + 0.02);
  });

  it("of a median are 1 where no draw misses and 0 where most do", () => {
    expect(medianPower(400, 0)).toBe(1);
    expect(medianPower(400, 0.6)).toBeLessThan(1e-10);
    expect(medianPower(400, 0.3)).toBeGreaterThan(0.999);
  });

  it("of an exponent ask for a gap that the sums' fluctuations cannot close", () => {
    expect(secantPower(0.2, 0.005, "10¹⁰⁰ → 10¹⁰⁰⁰", 1000)).toBeGreaterThan(0.999);
    expect(secantPower(0.02, 0.005, "10¹⁰⁰ → 10¹⁰⁰⁰", 1000)).toBe(0);
  });
});

describe("collapsed rows", () => {
  it("counted one by one agree with the law: 4,000 rows at n = 1000, c = .6, to 4 standard errors", () => {
    const [n, c, rows] = [1000, 0.6, 4000];
    const sampler = new RowSampler({ n, scale: { c }, windows: [1] });
    const sigma = rowScale(Math.log(n), c);
    let [count, expected] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const { lnLargest, lnPartition } = sampler.sample(stream(9, "collapsed", row));
      if (lnLargest > Math.log(0.5)) count++;
      expected += n * Math.exp(logNormalTail(lnPartition / sigma));
    }
    expect(count).toBeGreaterThan(20);
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    // The closed form sets D at its mean, which at this short length is a little more than D typically is.
    expect(Math.abs(Math.log(expected / rows) - logCollapsedRows(Math.log(n), c) + Math.log(n))).toBeLessThan(0.5);
  });
});

describe("windows that hold half of the mass", () => {
  it("are tens of thousands of entries at sigma = 1 and thousands at sigma = 2, n = 131,072", () => {
    const [one, two] = halfWindows([131_072], [1, 2]);
    expect([one!.k, two!.k]).toEqual([20_795, 2982]);
    expect([one!.c, two!.c].map((c) => Number(c.toFixed(3)))).toEqual([0.206, 0.412]);
    expect(two!.limit).toBeCloseTo(1 - two!.c ** 2, 12);
  });

  it("are not given where n is not large against exp(sigma^2)", () => {
    expect(halfWindows([4096], [3])).toMatchObject([{ half: null, k: null, rootTail: null }]);
  });
});
