import { describe, expect, it, test } from "vitest";
import {
  criticalWindow,
  lawParameter,
  lawScale,
  lawSlope,
  limitParameter,
  limitWindowExponent,
  type LengthLaw,
} from "../../src/limit/index.js";
import { big, relativeError } from "../support/big.js";

const YARN: LengthLaw = { name: "yarn", sigma: 2, trained: 4096 };

/** Each law with its scale as an expression in ln n, read independently in 64 digits. */
const LAWS: readonly [law: LengthLaw, expression: string][] = [
  [{ name: "fixed", sigma: 2.5 }, "2.5"],
  [{ name: "log", a: 0.3 }, "0.3 * lnN"],
  [{ name: "critical", c: 0.7 }, "0.7 * sqrt(2 * lnN)"],
  [YARN, "2 * (0.1 * (lnN - log(4096)) + 1)^2"],
];

describe("a length law", () => {
  test.each(LAWS)("%j has the scale %s", (law, expression) => {
    for (const lnN of [9, 14, 230, 1e9]) {
      expect(relativeError(lawScale(law, lnN), big(expression, { lnN }))).toBeLessThan(1e-14);
      expect(relativeError(lawParameter(law, lnN), big(`${expression} / sqrt(2 * lnN)`, { lnN }))).toBeLessThan(1e-14);
    }
  });

  test.each(LAWS)("%j grows by its slope", (law) => {
    for (const lnN of [9, 14, 230]) {
      const secant = (lawScale(law, lnN + 1e-4) - lawScale(law, lnN - 1e-4)) / 2e-4;
      expect(lawSlope(law, lnN)).toBeCloseTo(secant, 7);
    }
  });

  it("of YaRN leaves rows within the trained length alone, and grows from that length on", () => {
    const trained = Math.log(4096);
    for (const lnN of [1, trained - 1e-9]) expect([lawScale(YARN, lnN), lawSlope(YARN, lnN)]).toEqual([2, 0]);
    expect(lawScale(YARN, trained)).toBe(2);
    expect(lawSlope(YARN, trained)).toBeCloseTo(0.4, 14); // 2 sigma / 10
    // Sixteen times the trained length: queries and keys each times 0.1 ln 16 + 1 = 1.2773.
    expect(lawScale(YARN, Math.log(65536)) / 2).toBeCloseTo(1.27726 ** 2, 4);
  });

  test.each([
    [{ name: "fixed", sigma: 8 }, 0, 1],
    [{ name: "log", a: 0.01 }, Infinity, 0],
    [{ name: "log", a: 0 }, 0, 1],
    [{ name: "critical", c: 0.6 }, 0.6, criticalWindow(0.6)],
    [{ name: "critical", c: 1 }, 1, 0],
    [{ name: "critical", c: 1.5 }, 1.5, 0],
    [YARN, Infinity, 0],
    [{ name: "yarn", sigma: 0, trained: 1 }, 0, 1],
  ] satisfies [LengthLaw, number, number][])("%j tends to c = %d, where windows grow like n^%d", (law, c, exponent) => {
    expect([limitParameter(law), limitWindowExponent(law)]).toEqual([c, exponent]);
    if (c === Infinity) expect(lawParameter(law, 1e12)).toBeGreaterThan(1e3);
    else expect(lawParameter(law, 1e12)).toBeCloseTo(c, 4);
  });

  it("refuses lengths and parameters out of range, naming them", () => {
    expect(() => lawScale(YARN, 0)).toThrow("lawScale: ln n must be finite and > 0, got 0");
    expect(() => lawSlope(YARN, Infinity)).toThrow("lawSlope: ln n must be finite and > 0, got Infinity");
    expect(() => lawScale({ name: "log", a: -1 }, 5)).toThrow(
      "lawScale: the parameter of law log must be finite and >= 0, got -1",
    );
    expect(() => limitParameter({ name: "critical", c: NaN })).toThrow(
      "of law critical must be finite and >= 0, got NaN",
    );
    expect(() => lawSlope({ ...YARN, trained: 0.5 }, 5)).toThrow(
      "lawSlope: the trained length must be an integer >= 1, got 0.5",
    );
  });
});
