import { describe, expect, it, test } from "vitest";
import { normalHazard, normalQuantile } from "../../src/kit/probability/index.js";
import { countOf, lawScale, lawSlope, type LengthLaw, type Size } from "../../src/limit/index.js";
import { chooseWindow, windowUnderLaw } from "../../src/window/index.js";
import { localExponent } from "../../src/window/local-exponent.js";

const YARN: LengthLaw = { name: "yarn", sigma: 2, trained: 4096 };
const LAWS: readonly LengthLaw[] = [
  { name: "fixed", sigma: 2 },
  { name: "log", a: 0.15 },
  { name: "critical", c: 0.5 },
  YARN,
];

function exponentAt(law: LengthLaw, n: Size, tv = 0.05): number {
  return windowUnderLaw({ n, law, tv, rows: 2 }).exponent;
}

describe("a window under a length law", () => {
  test.each(LAWS)("%j: is the window at the law's scale", (law) => {
    const window = windowUnderLaw({ n: 20_000, law, tv: 0.1, rows: 5, seed: 3 });
    const sigma = lawScale(law, Math.log(20_000));
    expect(window).toMatchObject(chooseWindow({ n: 20_000, sigma, tv: 0.1, rows: 5, seed: 3 }));
    expect([window.n.value, window.sigma]).toEqual([20_000, sigma]);
    expect(window.c).toBeCloseTo(sigma / Math.sqrt(2 * Math.log(20_000)), 14);
  });

  // The rule, ln k = ln n + ln Phic(sigma + Phi^-1(tv)), differentiated by hand; n >= 10^9 exp(sigma^2) in each.
  test.each([
    { name: "fixed", sigma: 2 },
    { name: "log", a: 0.05 },
    { name: "critical", c: 0.5 },
    { name: "yarn", sigma: 0.1, trained: 4096 },
  ] satisfies LengthLaw[])("%j: grows as the window rule's derivative says where the rule is exact", (law) => {
    for (const ln of [60, 70]) {
      const sigma = lawScale(law, ln);
      const rule = 1 - normalHazard(sigma + normalQuantile(0.05)) * lawSlope(law, ln);
      expect(ln - sigma ** 2).toBeGreaterThan(Math.log(1e9));
      expect(exponentAt(law, { ln })).toBeCloseTo(rule, 4);
    }
  });

  test.each(LAWS)("%j: grows as the windows of lengths a little shorter and longer do", (law) => {
    const k = (n: number): number => windowUnderLaw({ n, law, tv: 0.05, rows: 2 }).k.ln;
    const secant = (k(55_000) - k(45_000)) / Math.log(55 / 45);
    expect(exponentAt(law, 50_000)).toBeCloseTo(secant, 2);
  });

  it("grows like n^(1 - c^2) in the limit, below freezing", () => {
    expect(exponentAt({ name: "critical", c: 0.5 }, { ln: 1e9 })).toBeCloseTo(0.75, 4);
    expect(exponentAt({ name: "critical", c: 0.8 }, { ln: 1e9 })).toBeCloseTo(0.36, 4);
    expect(exponentAt({ name: "critical", c: 1.2 }, { ln: 1e6 })).toBeCloseTo(0, 6);
    expect(exponentAt({ name: "fixed", sigma: 2 }, { ln: 1e9 })).toBeCloseTo(1, 6);
  });

  it("grows by YaRN's factor from the trained length on, and not before", () => {
    expect(exponentAt(YARN, 4095)).toBeGreaterThan(0.99);
    expect(exponentAt(YARN, 4096)).toBeLessThan(0.6);
  });

  it("neither follows below one key nor beyond all of them", () => {
    const frozen = windowUnderLaw({ n: { ln: 1000 }, law: { name: "log", a: 100 }, tv: 0.1, rows: 2 });
    expect([frozen.k.value, frozen.exponent]).toEqual([1, 0]);
    const whole = windowUnderLaw({ n: 10, law: { name: "fixed", sigma: 0.1 }, tv: 1e-3, rows: 2 });
    expect([whole.k.value, whole.exponent]).toEqual([10, 1]);
    const two = countOf("test", "n", 2);
    expect(localExponent(two, countOf("test", "k", 1), 2, 0)).toBeNaN();
  });

  test.each([3, 10, 1e15, { ln: 36.5 }, { ln: 1e9 }] as Size[])("is finite at n = %j for every law and budget", (n) => {
    for (const law of [...LAWS, { name: "fixed", sigma: 0 }, { name: "critical", c: 1.5 }] as LengthLaw[]) {
      for (const tv of [1e-6, 0.9]) {
        expect([law, tv, Number.isFinite(exponentAt(law, n, tv))]).toEqual([law, tv, true]);
      }
    }
  });

  test.each([3, 10, 1000])("grows with the length where it keeps all but one of %d keys", (n) => {
    const [length, window] = [countOf("test", "n", n), countOf("test", "k", n - 1)];
    const exponent = localExponent(length, window, 2, 0);
    expect(exponent).toBeGreaterThan(0);
    expect(exponent).toBeLessThan(2);
  });

  it("refuses a slope that is no number", () => {
    const n = countOf("test", "n", 10);
    expect(() => localExponent(n, countOf("test", "k", 2), 1, NaN)).toThrow(
      "localExponent: slope must be finite, got NaN",
    );
  });
});
