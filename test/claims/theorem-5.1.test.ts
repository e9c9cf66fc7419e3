import { describe, expect, it } from "vitest";
import { averageOverRows, selfAttentionLaw } from "../../src/claims/theorem-5.1/matrices.js";
import { sampleCounts } from "../../src/claims/theorem-5.1/samples.js";
import { meanEffectiveEntries } from "../../src/bounds/theorem-5.1.js";
import { findClaim } from "../../src/claims/registry.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { readSession } from "../../src/kit/notebook/session.js";
import { frobeniusNorm, randomWeights, transposeApply } from "../../src/attention/weights.js";
import { meanInterval } from "../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("the law of a row's scale", () => {
  it("has mean 1 in units of s^2 for both kinds of weights, and the second moments of their chi-squares", () => {
    const moment = (kind: "isotropic" | "random", power: number): number => averageOverRows(kind, (q) => q ** power);
    // E (chi^2_d / d)^2 = 1 + 2/d; slices at their middles miss a little of the tails
    expect(moment("isotropic", 1)).toBeCloseTo(1, 3);
    expect(moment("isotropic", 2)).toBeCloseTo(1 + 2 / 64, 2);
    expect(moment("random", 1)).toBeCloseTo(1, 2);
    expect(Math.abs(moment("random", 2) - (1 + 2 / 64) ** 3)).toBeLessThan(0.015);
  });

  it("is that of rows drawn with random weights: a product of three chi-squares", () => {
    // ln sigma^2 of 2,000 rows of own weights; its mean by the law, with the rules' interval
    const d = 8;
    const x = new Float64Array(d);
    const values = Float64Array.from({ length: 2000 }, (_, i) => {
      const source = stream(4, "row scale", i);
      const weights = randomWeights(source, d, 3);
      fillNormal(source, x, 1);
      return transposeApply(weights.entries, d, x).reduce((sum, v) => sum + v * v, 0) / 9;
    });
    // E = 1, and E square = (1 + 2/d)^3
    const first = meanInterval(values);
    expect(first.low).toBeLessThan(1);
    expect(first.high).toBeGreaterThan(1);
    const second = meanInterval(values.map((v) => v * v));
    expect(second.low).toBeLessThan((1 + 2 / d) ** 3);
    expect(second.high).toBeGreaterThan((1 + 2 / d) ** 3);
    expect(frobeniusNorm(randomWeights(stream(4, "norm"), 64, 3))).toBeGreaterThan(2.5);
  });

  it("gives the self-attention law: own logit for isotropic weights, none for random ones", () => {
    const typical = meanEffectiveEntries({ keys: 4095, sigma: 1, self: 8 }, 1e-4);
    expect(selfAttentionLaw("isotropic", 4096, 1, 1e-4) / typical).toBeGreaterThan(0.9);
    expect(selfAttentionLaw("isotropic", 4096, 1, 1e-4) / typical).toBeLessThan(1.1);
    expect(selfAttentionLaw("random", 4096, 1, 1e-4)).toBeGreaterThan(selfAttentionLaw("isotropic", 4096, 1, 1e-4));
  });
});

describe("Part 1 of Theorem 5.1", () => {
  it("is attained where the own logit R sqrt(d) outgrows the exponent: one entry in every row at d = 256, none at 64", async () => {
    const claim = findClaim("T5.1-part1");
    const cells = [64, 256].map((d) => ({ eps: 1e-2, R: 0.0625, d, n: 193 }));
    const only = { ...claim, grid: { quick: cells, full: cells } };
    const { outcome, cells: found } = await runClaim(only, readSession({ NCSPARSE_SEED: "7" }));
    expect(outcome).toBe("holds");
    expect(found.map(({ note }) => note)).toEqual(
      [0, 1].map((n) => `number above ε in a row: at most ${n}, on average ${n}`),
    );
  });
});

describe("literal readings and what is true beside them", () => {
  it.each(["T5.1-one", "F1-literal", "D3.5-monotone"])("%s is violated, and its neighbour holds", async (id) => {
    const { outcome, control } = await runClaim(findClaim(id), readSession({ NCSPARSE_SEED: "7" }));
    expect([outcome, control.expected, control.outcome]).toEqual(["violated", "holds", "holds"]);
  });
});

describe("counts of sampled rows", () => {
  it("are integers, grow as the threshold falls, and are those of their stream", () => {
    const law = { n: 5000, scale: { sigma: 1 } };
    const [few, many] = sampleCounts(readSession({ NCSPARSE_SEED: "1" }), ["test"], law, [1e-3, 1e-4], 20);
    for (let row = 0; row < 20; row++) {
      expect(few![row]! % 1).toBe(0);
      expect(many![row]!).toBeGreaterThan(few![row]!);
    }
    expect(sampleCounts(readSession({ NCSPARSE_SEED: "1" }), ["test"], law, [1e-3], 20)[0]).toEqual(few);
    expect(sampleCounts(readSession({ NCSPARSE_SEED: "2" }), ["test"], law, [1e-3], 20)[0]).not.toEqual(few);
  });
});
