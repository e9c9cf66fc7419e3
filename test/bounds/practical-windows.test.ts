import { softmax } from "../../src/attention/softmax.js";
import { describe, expect, it } from "vitest";
import { selfMassBelow, sinkGain, sinkMass } from "../../src/bounds/practical-windows.js";
import { boundedMeanPower, pilotPower, wholePilotPower } from "../../src/claims/practical/power.js";
import { binomialTail, LEVEL, meanInterval, normalQuantile } from "../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("the sink's mass", () => {
  it("is e^b / (e^b + n - 1) where all logits are equal", () => {
    for (const boost of [0, 2, 8]) {
      const expected = Math.exp(boost) / (Math.exp(boost) + 99);
      expect(sinkMass(100, { boost, s: 0, d: 32 })).toBeCloseTo(expected, 12);
      expect(sinkGain(100, { boost, s: 0, d: 32 })).toBeCloseTo(expected - (1 - expected) / 99, 12);
    }
    expect(sinkGain(100, { boost: 0, s: 0, d: 32 })).toBeCloseTo(0, 14); // four ordinary keys for four ordinary keys
  });

  it.each([2, 4, 8])("is that of simulated rows at b = %s (4,000 rows, 5 standard errors)", (boost) => {
    const [n, d, s, rows] = [128, 32, 1, 4000];
    const source = stream(5, "sink rows", boost);
    const [query, logits] = [new Float64Array(d), new Float64Array(n)];
    const masses = Float64Array.from({ length: rows }, () => {
      fillNormal(source, query, s / Math.sqrt(d));
      fillNormal(source, logits, Math.sqrt(query.reduce((sum, x) => sum + x * x, 0)));
      logits[0]! += boost;
      return softmax(logits)[0]!;
    });
    const mean = masses.reduce((sum, m) => sum + m, 0) / rows;
    const error = Math.sqrt(masses.reduce((sum, m) => sum + (m - mean) ** 2, 0)) / rows;
    expect(Math.abs(sinkMass(n, { boost, s, d }) - mean)).toBeLessThan(5 * error + 0.005 * mean);
  });

  it("is the same whatever dimension was asked for before: at d = 10^6 that of one row scale", () => {
    const [n, boost, s] = [1e4, 8, 1.5];
    sinkMass(n, { boost, s, d: 4 });
    // The mean over 999 equally likely logits of the sink, the others' sum at its mean.
    const quantiles = Array.from({ length: 999 }, (_, i) => normalQuantile((i + 0.5) / 999));
    const masses = quantiles.map((g) => 1 / (1 + (n - 1) * Math.exp((s * s) / 2 - boost - s * g)));
    const expected = masses.reduce((sum, mass) => sum + mass, 0) / masses.length;
    expect(sinkMass(n, { boost, s, d: 1e6 }) / expected).toBeCloseTo(1, 1);
    expect(selfMassBelow(n, { s, d: 64 })).not.toBe(selfMassBelow(n, { s, d: 1e6 }));
  });

  it("bounds the diagonal's mass from below: 1/n at scale 0, near 1 at scale 3", () => {
    expect(selfMassBelow(64, { s: 0, d: 8 })).toBeCloseTo(1 / 64, 14);
    expect(selfMassBelow(256, { s: 3, d: 32 })).toBeGreaterThan(0.95);
  });
});

describe("powers of the family", () => {
  it("of a bounded mean: 0 where the truth is inside the band, and a true lower bound for signs", () => {
    expect(boundedMeanPower({ truth: 1.05, ceiling: 4, draws: 32, tolerance: 0.1 })).toBe(0);
    // Draws are 0 or 4: the mean is 4 p, and the interval's verdict is a function of a binomial count.
    const [draws, p, ceiling] = [32, 0.95, 4];
    const above = (count: number): boolean => {
      const sample = Float64Array.from({ length: draws }, (_, i) => (i < count ? ceiling : 0));
      return meanInterval(sample).low > 1.1;
    };
    const least = Array.from({ length: draws + 1 }, (_, count) => count).find(above)!;
    const exact = binomialTail(least, draws, p);
    const bound = boundedMeanPower({ truth: p * ceiling, ceiling, draws, tolerance: 0.1 });
    expect(bound).toBeGreaterThan(0.5);
    expect(bound).toBeLessThanOrEqual(exact);
  });

  it("of a pilot: 200 failures of 200 leave LEVEL^(1/200), and 29 of 32 heads must fail", () => {
    const single = LEVEL ** (1 / 200);
    expect(pilotPower({ failures: 200, draws: 200 }, 32)).toBeCloseTo(binomialTail(29, 32, single), 10);
    expect(wholePilotPower({ failures: 60, draws: 60 })).toBeCloseTo(LEVEL ** (1 / 60), 12);
  });
});
