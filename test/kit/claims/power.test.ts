import { describe, expect, it } from "vitest";
import {
  diagonalExceeds,
  entryExceeds,
  holdsPower,
  ownScaleExceeds,
  ratioPower,
  signProductExceeds,
  signSumLaw,
} from "../../../src/kit/claims/power.js";
import { drawMatrices } from "../../../src/experiments/matrices.js";
import { largestInOwnScale } from "../../../src/experiments/statistics.js";
import { isotropicWeights } from "../../../src/attention/weights.js";
import { entryAfterWindow } from "../../../src/experiments/entry-after-window.js";
import { clopperPearson, LEVEL } from "../../../src/kit/probability/index.js";

describe("computed failure probabilities", () => {
  it("of sums of signs equal an enumeration of all signs", () => {
    const d = 6;
    const counts = new Map<number, number>();
    for (let bits = 0; bits < 2 ** d; bits++) {
      let sum = 0;
      for (let b = 0; b < d; b++) sum += (bits >> b) & 1 ? 1 : -1;
      counts.set(Math.abs(sum), (counts.get(Math.abs(sum)) ?? 0) + 1);
    }
    expect(signSumLaw(d)).toEqual([0, 2, 4, 6].map((size) => [size, counts.get(size)! / 2 ** d]));
  });

  it("of products of sums of signs equal an enumeration of three rows", () => {
    const d = 4;
    const law = signSumLaw(d).map(([size, p]) => [size / 2, p] as const);
    for (const level of [0.5, 1, 1.5, 2.5, 3.9]) {
      let exceeds = 0;
      for (const [a, p] of law)
        for (const [b, q] of law)
          for (const [c, r] of law) if (Math.max(a * b, a * c, b * c) > level) exceeds += p * q * r;
      expect(signProductExceeds(level, 3, d)).toBeCloseTo(exceeds, 14);
    }
  });

  it("of diagonal logits are exact for d = 2, where chi-square is exponential", () => {
    // sqrt(2) z = chi^2_2: Pr[z > t] = exp(-t / sqrt 2)
    expect(diagonalExceeds(3, 1, 2)).toBeCloseTo(Math.exp(-3 / Math.SQRT2), 14);
    expect(diagonalExceeds(3, 5, 2)).toBeCloseTo(1 - (1 - Math.exp(-3 / Math.SQRT2)) ** 5, 14);
  });

  it("of a ratio equal the sum over all counts", () => {
    const options = { draws: 400, truth: 0.5, law: 0.62, tolerance: 0.1 };
    let total = 0;
    let probability = 0.5 ** 400; // of no success
    for (let count = 0; count <= 400; count++) {
      const { low, high } = clopperPearson(count, 400, LEVEL);
      if (high / options.law < 0.9 || low / options.law > 1.1) total += probability;
      probability *= (400 - count) / (count + 1);
    }
    expect(ratioPower(options)).toBeCloseTo(total, 12);
  });

  it("of a claim that must hold equal the sum over the counts at which its interval ends at or below delta", () => {
    const [draws, failure, delta] = [160, 0.01, 0.1];
    let total = 0;
    let probability = (1 - failure) ** draws;
    for (let count = 0; count <= draws; count++) {
      if (clopperPearson(count, draws, LEVEL).high <= delta) total += probability;
      probability *= ((draws - count) / (count + 1)) * (failure / (1 - failure));
    }
    expect(holdsPower({ draws, failure, delta })).toBeCloseTo(total, 12);
    expect(holdsPower({ draws: 20, failure: 0, delta })).toBe(0); // too few to decide anything
  });

  it("of a logit beyond its level are lower bounds on what is measured (400 matrices: 5 standard errors)", () => {
    const [n, d, draws] = [64, 16, 400];
    const setup = { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(d) } as const;
    const { largest } = drawMatrices(5, ["own scale"], setup, draws, { largest: largestInOwnScale });
    for (const t of [3.4, 3.8]) {
      const computed = ownScaleExceeds(t, n, d);
      const measured = largest.filter((x) => x > t).length / draws;
      expect(computed, `t ${t}, measured ${measured}`).toBeGreaterThan(0.05);
      expect(computed).toBeLessThan(measured + 0.125);
    }
  });

  it("of an entry are lower bounds on what is measured (400 matrices: 5 standard errors are at most 0.125)", () => {
    const cell = { n: 64, k: 1, d: 64, s: 0.25 };
    for (const eps of [0.016, 0.022]) {
      const computed = entryExceeds({ ...cell, lnEps: () => Math.log(eps) });
      const setup = { n: cell.n, input: "gaussian", inputScale: 1, weights: isotropicWeights(cell.d) } as const;
      const { lnEntry } = entryAfterWindow(11, ["power"], setup, 400, [cell.s], [cell.k]);
      const measured = lnEntry[0]![0]!.filter((ln) => ln > Math.log(eps)).length / 400;
      expect(computed, `eps ${eps}, measured ${measured}`).toBeGreaterThan(0.05);
      expect(computed).toBeLessThan(measured + 0.125);
    }
  });
});
