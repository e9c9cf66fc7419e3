import { describe, expect, it } from "vitest";
import * as tools from "../../../src/bounds/appendix-b/index.js";
import { big, relativeError } from "../../support/big.js";
import { readTex } from "../../support/tex.js";

// Every reference is composed from the statement in 64 digits and shares no expression with the library.

describe("the tools' closed forms", () => {
  it("have a sum of roots below the root of twice the sum", () => {
    expect(relativeError(tools.rootSumBound.evaluate({ a: 0.3, b: 5 }), big("sqrt(2 * 53 / 10)"))).toBeLessThan(1e-15);
    expect(tools.rootSumBound.evaluate({ a: 4, b: 4 })).toBeCloseTo(4, 14);
  });

  it("have the threshold of Fact B.3 where both sides are equal, also beyond the doubles", () => {
    const lnN = tools.subpolynomialFrom.evaluateLn({ c: 16, eta: 0.5 });
    expect(lnN).toBe(1024);
    expect(16 * Math.sqrt(lnN)).toBe(0.5 * lnN);
  });

  it("have Chernoff's exponents t^2 mu / 3 above and t^2 mu / 2 below", () => {
    expect(relativeError(tools.chernoffUpper.evaluate({ t: 0.5, mu: 12 }), big("exp(-1)"))).toBeLessThan(1e-15);
    expect(relativeError(tools.chernoffLower.evaluate({ t: 0.5, mu: 12 }), big("exp(-1.5)"))).toBeLessThan(1e-15);
  });

  it("have Hoeffding's and Bernstein's exponents", () => {
    const hoeffding = big("2 * exp(-2 * 9 / 16)");
    expect(relativeError(tools.hoeffding.evaluate({ t: 3, squaredRanges: 16 }), hoeffding)).toBeLessThan(1e-15);
    const bernstein = big("exp(-(9 / 2) / (5 + 0.7 * 3 / 3))");
    expect(relativeError(tools.bernstein.evaluate({ t: 3, variance: 5, M: 0.7 }), bernstein)).toBeLessThan(1e-15);
  });

  it("have the deviations of Hanson-Wright and Laurent-Massart, which agree for the identity", () => {
    const k = 7;
    const t = 2.5;
    const upper = big("2 * sqrt(7 * 2.5) + 5");
    expect(relativeError(tools.laurentMassartUpper.evaluate({ k, t }), upper)).toBeLessThan(1e-15);
    expect(tools.hansonWright.evaluate({ frobenius: Math.sqrt(k), spectral: 1, t })).toBeCloseTo(upper.toNumber(), 13);
    expect(relativeError(tools.laurentMassartLower.evaluate({ k, t }), big("sqrt(70)"))).toBeLessThan(1e-15);
  });

  it("have both regimes of the sub-exponential tail, meeting at t = s^2 / alpha", () => {
    const at = (t: number): number => tools.subExponentialTail.evaluate({ t, s: 2, alpha: 4 });
    expect(relativeError(at(0.5), big("2 * exp(-0.5^2 / 4 / 2)"))).toBeLessThan(1e-15);
    expect(relativeError(at(3), big("2 * exp(-3 / 4 / 2)"))).toBeLessThan(1e-15);
    expect(at(1)).toBeCloseTo(2 * Math.exp(-1 / 8), 15);
  });

  const formulas = Object.values(tools).filter((tool) => typeof tool !== "function");
  it.each(formulas.map((f) => [f.name, f] as const))("%s is TeX that the report reads", (_, { tex }) => {
    expect(() => readTex(tex)).not.toThrow();
  });
});

describe("Khintchine's constants", () => {
  it("have the normal moments of order 1, 2, 4 and 6", () => {
    expect(relativeError(tools.gaussianMomentNorm(1), big("sqrt(2 / pi)"))).toBeLessThan(1e-14);
    expect(relativeError(tools.gaussianMomentNorm(2), big("1"))).toBeLessThan(1e-14);
    expect(relativeError(tools.gaussianMomentNorm(4), big("3^(1/4)"))).toBeLessThan(1e-14);
    expect(relativeError(tools.gaussianMomentNorm(6), big("15^(1/6)"))).toBeLessThan(1e-14);
  });

  it("are Szarek's at p = 1, and 1 where a single entry is extremal", () => {
    expect(relativeError(tools.khintchineLower(1), big("sqrt(1/2)"))).toBeLessThan(1e-15);
    expect([
      tools.khintchineLower(2),
      tools.khintchineLower(5),
      tools.khintchineUpper(1),
      tools.khintchineUpper(2),
    ]).toEqual([1, 1, 1, 1]);
  });

  it("pass from two entries to the normal law at Haagerup's p = 1.84742", () => {
    const twoEntries = (p: number): number => 2 ** (1 / 2 - 1 / p);
    expect(tools.khintchineLower(1.847)).toBeCloseTo(twoEntries(1.847), 14);
    expect(tools.khintchineLower(1.848)).toBeLessThan(twoEntries(1.848));
    expect(tools.khintchineLower(1.84742)).toBeCloseTo(tools.gaussianMomentNorm(1.84742), 6);
  });

  it("are the normal ones between 1.84742 and 2, from below (gamma_p by mpmath, 40 digits)", () => {
    // 2^(1/2 - 1/p) is 0.97229, 0.98192 and 0.99826 there.
    for (const [p, gamma] of [
      [1.85, 0.97226566891977563665],
      [1.9, 0.98159479261510194858],
      [1.99, 0.9981742900257609688],
    ] as const) {
      expect(tools.khintchineLower(p)).toBeCloseTo(gamma, 13);
    }
  });

  it("refuse an exponent that is not positive", () => {
    expect(() => tools.khintchineUpper(0)).toThrow("khintchineUpper: p must be finite and > 0, got 0");
    expect(() => tools.khintchineLower(NaN)).toThrow("khintchineLower: p must be finite and > 0, got NaN");
  });
});
