import { describe, expect, it } from "vitest";
import { epsPaper } from "../../src/bounds/theorem-4.3.js";
import {
  effectiveEntriesLaw,
  effectiveEntriesLimit,
  equationOne,
  equationOneRoot,
  equationOneSpurious,
  lnEffectiveEntries,
  lnEmptyLength,
  lnFullestLength,
  meanEffectiveEntries,
} from "../../src/bounds/theorem-5.1.js";
import { effectiveEntries } from "../../src/attention/sparsity.js";
import { softmax } from "../../src/attention/softmax.js";
import { meanInterval, normalTail } from "../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";
import { big, relativeError } from "../support/big.js";

const CELL = { n: 1000, eps: 1e-3, R: 0.1, delta: 0.1 };

describe("Eq. (1) of Theorem 5.1", () => {
  it.each([CELL, { n: 5e7, eps: 1e-4, R: 0.7, delta: 0.01 }])("has the right side of its statement at %o", (cell) => {
    for (const m of [300, 5000, 1e5]) {
      const x = big("log(eps * m)", { ...cell, m }).toString();
      const right = big("delta / (2 * n) * exp(x^2 / (8 * R^2))", { ...cell, x });
      expect(relativeError(equationOne.evaluate({ ...cell, m }), right)).toBeLessThan(1e-11);
    }
  });

  it("has the solution at which eps_paper is eps, and the other one, at 326.15, where it is not", () => {
    const [meant, spurious] = [equationOneRoot.evaluate(CELL), equationOneSpurious.evaluate(CELL)];
    for (const m of [meant, spurious]) expect(equationOne.evaluate({ ...CELL, m }) / m).toBeCloseTo(1, 10);
    const eps = (m: number): number => epsPaper.evaluate({ ...CELL, k: CELL.n - m });
    expect(eps(meant)).toBeCloseTo(CELL.eps, 12);
    expect(spurious).toBeCloseTo(326.15, 2);
    // On the wrong branch the logarithm has the wrong sign: eps_paper / eps = (eps (n - k))^-2.
    expect(eps(spurious) / CELL.eps).toBeCloseTo((CELL.eps * spurious) ** -2, 9);
  });

  it("has no solution but 1/eps without spread", () => {
    for (const root of [equationOneRoot, equationOneSpurious]) {
      expect(root.evaluate({ ...CELL, R: 0 })).toBeCloseTo(1000, 9);
    }
  });
});

describe("the number of effective entries", () => {
  it("is below 1/eps in any row", () => {
    expect(effectiveEntriesLimit.evaluate({ eps: 1 / 64 })).toBe(64);
  });

  it("has the law n Phic((ln(eps n) + sigma^2/2) / sigma), also by its logarithm at any length", () => {
    for (const [n, eps, sigma] of [
      [1e4, 1e-4, 1],
      [1e9, 1e-7, 2],
    ] as const) {
      const expected = n * normalTail((Math.log(eps * n) + 0.5 * sigma * sigma) / sigma);
      expect(effectiveEntriesLaw.evaluate({ n, eps, sigma }) / expected).toBeCloseTo(1, 12);
      expect(lnEffectiveEntries(Math.log(n), eps, sigma)).toBeCloseTo(Math.log(expected), 10);
    }
    // half of a row at n = e^(-sigma^2/2) / eps
    expect(Math.exp(lnEffectiveEntries(4 * Math.LN10 - 0.5, 1e-4, 1)) / (1e4 * Math.exp(-0.5))).toBeCloseTo(0.5, 12);
  });

  it.each([
    [1e-4, 0.25],
    [1e-7, 1],
    [1e-5, 4],
  ])("is largest where it says (eps = %d, sigma = %d), and falls to a given mean beyond", (eps, sigma) => {
    const fullest = lnFullestLength(eps, sigma);
    const most = lnEffectiveEntries(fullest, eps, sigma);
    for (const step of [-0.01, 0.01]) expect(lnEffectiveEntries(fullest + step, eps, sigma)).toBeLessThan(most);
    const empty = lnEmptyLength(eps, sigma, 1e-3);
    expect(empty).toBeGreaterThan(fullest);
    expect(lnEffectiveEntries(empty, eps, sigma)).toBeCloseTo(Math.log(1e-3), 6);
  });

  it("counts a row's own entry: one more where it holds the mass, none where it does not", () => {
    const row = { keys: 1000, sigma: 0.5 };
    expect(meanEffectiveEntries({ ...row, self: 40 }, 1e-3)).toBeCloseTo(1, 9);
    expect(meanEffectiveEntries({ ...row, self: -40 }, 1e-2)).toBeCloseTo(meanEffectiveEntries(row, 1e-2), 9);
  });

  // 4,000 rows at the level of the rules: a correct law fails in one run of 50,000, and the seed is fixed.
  it.each([
    [64, 1, 2e-2, undefined],
    [256, 1.5, 5e-3, undefined],
    [256, 1, 4e-3, 5],
  ])("has a finite-n law that rows of %d keys follow (sigma %d, eps %d, own logit %s)", (keys, sigma, eps, self) => {
    const own = self === undefined ? [] : [self];
    const logits = new Float64Array(keys + own.length);
    const counts = Float64Array.from({ length: 4000 }, (_, row) => {
      fillNormal(stream(1, "T5.1 test", keys, row), logits, sigma);
      if (self !== undefined) logits[0] = self;
      return effectiveEntries(softmax(logits), eps);
    });
    const law = meanEffectiveEntries({ keys, sigma, ...(self === undefined ? {} : { self }) }, eps);
    const { low, high } = meanInterval(counts);
    // the lognormal sum is an approximation: 3 % is allowed to it
    expect(low / law).toBeLessThan(1.03);
    expect(high / law).toBeGreaterThan(0.97);
    expect((high - low) / law).toBeLessThan(0.06);
  });

  it("names what it refuses", () => {
    expect(() => lnEffectiveEntries(10, 1, 1)).toThrow("lnEffectiveEntries: eps must be in (0, 1), got 1");
    expect(() => lnEmptyLength(1e-2, 1, 1e6)).toThrow("lnEmptyLength: mean must be positive and at most");
    expect(() => meanEffectiveEntries({ keys: 1, sigma: 1 }, 0.1)).toThrow("keys must be at least 2, got 1");
    expect(() => meanEffectiveEntries({ keys: 9, sigma: 0 }, 0.1)).toThrow("sigma must be positive, got 0");
  });
});
