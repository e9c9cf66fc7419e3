import { describe, expect, test } from "vitest";
import { collapseLength, collapses } from "../../src/limit/index.js";
import { big } from "../support/big.js";

describe("collapseLength", () => {
  test.each([
    [0.1, 0, 0.1],
    [0.1, 0.5, 0.1],
    [1e-3, 0.3, 0.01],
    [1e-4, 0.25, 0.1],
    [0.9, 1, 0.5],
  ])("eps = %d, R = %d, delta = %d: the condition holds from n0 on and not just before", (eps, R, delta) => {
    const n0 = collapseLength(eps, R, delta).n0!;
    if (n0 > 2) expect(collapses(n0 - 1, eps, R, delta)).toBe(false);
    for (let n = n0; n < n0 + 2000; n++) expect(collapses(n, eps, R, delta)).toBe(true);
    for (let n = n0; n < 1e15; n *= 1.1) expect(collapses(Math.round(n), eps, R, delta)).toBe(true);
  });

  test("without spread it is 1 + 1 / eps, where equal weights fall to eps", () => {
    expect(collapseLength(1 / 64, 0, 0.1).n0).toBe(65);
  });

  test.each([1, 4, 100, 1e4])("R = %d: at ln n0 both sides agree in 64 digits, to 1e-13", (R) => {
    const { n0, lnN0 } = collapseLength(1e-4, R, 0.1);
    if (n0 === null) {
      const sides = big("2 * R * sqrt(2 * (log(20) + 2 * L)) - (log(1e-4) + L)", { R, L: String(lnN0) });
      expect(Math.abs(sides.toNumber()) / lnN0).toBeLessThan(1e-13);
    } else {
      expect(collapses(n0, 1e-4, R, 0.1) && !collapses(n0 - 1, 1e-4, R, 0.1)).toBe(true);
    }
  });

  test("errors name the function, the requirement and the value", () => {
    expect(() => collapseLength(1, 1, 0.1)).toThrow("collapseLength: eps must be in (0, 1), got 1");
    expect(() => collapseLength(0.1, -1, 0.1)).toThrow("collapseLength: R must be finite and >= 0, got -1");
  });
});
