import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  capturedMassExponent,
  criticalWindow,
  frobeniusCriticalWindow,
  frobeniusErrorExponent,
  largestProbabilityExponent,
  matrixMaxCriticalWindow,
  matrixMaxErrorExponent,
  maxErrorExponent,
  outputErrorLimit,
  participationRatioExponent,
  partitionExponent,
  rowErrorExponent,
  tailMassExponent,
} from "../../src/limit/index.js";
import {
  logNormalCdf,
  logNormalTail,
  normalHazard,
  normalTailQuantileFromLog,
} from "../../src/kit/probability/index.js";
import { TypicalRow } from "./typical-row.js";

const CELLS = 10_000;
const scale: fc.Arbitrary<number> = fc.double({ min: 0, max: 4, noNaN: true });
const window: fc.Arbitrary<number> = fc.double({ min: 1e-3, max: 0.999, noNaN: true });

/** On both sides of every line where a formula changes: c = 1/2, c = 1, c = u, 2c = u, with C from near 0 to near 1. */
const SCALES = [0, 0.1, 0.2, 0.3, 0.45, 0.5, 0.55, 0.7, 0.9, 1, 1.1, 1.5, 3];
const WINDOWS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.84, 0.95];

describe.each([1e6, 1e9])("against the typical row summed rank by rank at ln n = %d", (lnN) => {
  const row = new TypicalRow(lnN, CELLS);

  test.each(SCALES)("at c = %d every exponent is the row's, for seven windows", (c) => {
    // The row's cells (see TypicalRow; ratios of sums and squares double and quadruple it) and polynomial-in-ln-n factors.
    const tolerance = (4 * (1 + 2 * c)) / CELLS + (4 * Math.log(lnN)) / lnN;
    for (const C of WINDOWS) {
      const logs = row.measure(c, C);
      const near = (value: number, expected: number, name: string): void => {
        expect(Math.abs(value - expected / lnN), `${name} at C = ${C}: ${value}`).toBeLessThan(tolerance);
      };
      near(partitionExponent(c), logs.partition, "partition");
      near(largestProbabilityExponent(c), logs.largest, "largest");
      near(participationRatioExponent(c), -logs.squares, "participation ratio");
      near(capturedMassExponent(c, C), logs.captured, "captured mass");
      near(tailMassExponent(c, C), logs.tail, "tail mass");
      near(maxErrorExponent(c, C), logs.maxError, "max error");
      near(rowErrorExponent(c, C), logs.rowError, "row error");
      near(frobeniusErrorExponent(c, C), logs.frobeniusError, "Frobenius error");
    }
  });

  test("the check has power: each exponent's wrong branch is out of tolerance", () => {
    const [c, C] = [1.1, 0.5];
    const [logs, u] = [row.measure(c, C), Math.sqrt(1 - C)];
    const tolerance = (4 * (1 + 2 * c)) / CELLS + (4 * Math.log(lnN)) / lnN;
    expect(Math.abs(1 + c * c - logs.partition / lnN)).toBeGreaterThan(tolerance);
    expect(Math.abs(-((c - u) ** 2) - logs.tail / lnN)).toBeGreaterThan(tolerance);
  });
});

describe("the lines", () => {
  test("on C = 1 - c^2 the captured mass is near 1/2, a thousandth to either side it is 0 or 1", () => {
    const lnN = 1e9;
    for (const c of [0.2, 0.5, 0.8]) {
      const sigma = c * Math.sqrt(2 * lnN);
      // Of i.i.d. N(0, sigma^2) logits above sigma b the share of the mass is Phic(b - sigma).
      const edge = (C: number): number => normalTailQuantileFromLog((C - 1) * lnN) - sigma;
      expect(Math.exp(logNormalTail(edge(criticalWindow(c))))).toBeCloseTo(0.5, 2);
      expect(logNormalTail(edge(criticalWindow(c) - 1e-3))).toBeLessThan(-10);
      expect(logNormalCdf(edge(criticalWindow(c) + 1e-3))).toBeLessThan(-10);
    }
  });

  test("the Frobenius exponent is 0 on C_F, positive below it and negative above", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.58, max: 5, noNaN: true }), (c) => {
        const critical = frobeniusCriticalWindow(c);
        expect(Math.abs(frobeniusErrorExponent(c, critical))).toBeLessThan(1e-11);
        expect(frobeniusErrorExponent(c, critical * 0.999)).toBeGreaterThan(0);
        expect(frobeniusErrorExponent(c, critical + 0.001 * (1 - critical))).toBeLessThan(0);
      }),
    );
  });

  test("the maximum over all rows vanishes above C_max alone, which is the critical window from c = sqrt 2 - 1 on", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 0.9, noNaN: true }), (c) => {
        const critical = matrixMaxCriticalWindow(c);
        expect(matrixMaxErrorExponent(c, 0.999 * critical)).toBe(0);
        expect(matrixMaxErrorExponent(c, critical + 0.01 * (1 - critical))).toBeLessThan(0);
        expect(critical).toBeLessThanOrEqual(criticalWindow(c));
        expect(critical === criticalWindow(c)).toBe(c >= Math.SQRT2 - 1);
      }),
    );
    // Where n^(C + 2c sqrt(1 - C)), the kept sum, is the weight n^(2 sqrt 2 c) of the matrix's largest logit.
    const C = matrixMaxCriticalWindow(0.3);
    expect(C + 0.6 * Math.sqrt(1 - C)).toBeCloseTo(0.6 * Math.SQRT2, 14);
    expect(C).toBeCloseTo(0.37368941790518284, 14);
  });

  test("the maximum over all rows falls by its best entry: by brute force over v, in every regime", () => {
    fc.assert(
      fc.property(scale, window, (c, C) => {
        const u = Math.sqrt(1 - C);
        const largest = (low: number, high: number): number => {
          const v = Math.min(Math.max(c, low), high); // 1 - v^2 + 2cv is concave
          return 1 - v * v + 2 * c * v;
        };
        const [kept, left] = [largest(u, 1), largest(0, u)];
        let best = 2 * c * u - Math.max(kept, left);
        for (let i = 0; i <= 4000; i++) {
          const v = 1 + ((Math.SQRT2 - 1) * i) / 4000;
          const w = 2 * c * v;
          best = Math.max(best, w + left - Math.max(kept, w) - Math.max(kept, left, w));
        }
        expect(matrixMaxErrorExponent(c, C)).toBeCloseTo(best, 2);
      }),
    );
  });

  test("for c <= 1 / sqrt 3 the Frobenius error vanishes for no window", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.577, noNaN: true }), window, (c, C) => {
        return frobeniusCriticalWindow(c) === 1 && frobeniusErrorExponent(c, C) > 0;
      }),
    );
  });

  test("total variation and Frobenius ask for different windows: at c = 0.7, 0.51 against 0.998", () => {
    expect(criticalWindow(0.7)).toBeCloseTo(0.51, 15);
    expect(frobeniusCriticalWindow(0.7)).toBeCloseTo(0.99828, 5);
    expect([criticalWindow(1), criticalWindow(2)]).toEqual([0, 0]);
    expect(frobeniusCriticalWindow(1)).toBeCloseTo(1 - (1 - Math.SQRT1_2) ** 2, 15);
  });

  test("between c = 1/2 and 1 exceptional rows carry the Frobenius norm: more than sqrt n typical rows do", () => {
    const interior = fc.double({ min: 0.51, max: 0.99, noNaN: true });
    fc.assert(fc.property(interior, window, (c, C) => frobeniusErrorExponent(c, C) > rowErrorExponent(c, C) + 0.5));
    const row = new TypicalRow(1e9, CELLS).measure(0.7, 0.9975);
    expect(row.rowError / 1e9 + 0.5).toBeLessThan(-1e-3); // as n typical rows, it would vanish
    expect(row.frobeniusError / 1e9).toBeGreaterThan(1e-3); // with the exceptional ones it grows
  });

  test("every exponent is continuous across the lines where its formula changes", () => {
    const step = 1e-9;
    fc.assert(
      fc.property(window, (C) => {
        const u = Math.sqrt(1 - C);
        for (const f of [
          capturedMassExponent,
          tailMassExponent,
          maxErrorExponent,
          rowErrorExponent,
          frobeniusErrorExponent,
        ]) {
          for (const line of [0.5, 1 / Math.sqrt(3), 1, u, u / 2]) {
            expect(Math.abs(f(line + step, C) - f(line - step, C))).toBeLessThan(1e-8);
          }
        }
      }),
    );
  });

  test("a wider window never raises an error's exponent", () => {
    fc.assert(
      fc.property(scale, window, window, (c, one, other) => {
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
        for (const f of [tailMassExponent, maxErrorExponent, rowErrorExponent, outputErrorLimit]) {
          if (c > 0) expect(f(c, wide)).toBeLessThanOrEqual(f(c, narrow) + 1e-15);
        }
      }),
    );
  });

  test("norms keep their order: max <= l2 <= l1 / sqrt 2 scale, so do their exponents", () => {
    fc.assert(
      fc.property(scale, window, (c, C) => {
        return (
          maxErrorExponent(c, C) <= rowErrorExponent(c, C) + 1e-12 &&
          rowErrorExponent(c, C) <= tailMassExponent(c, C) + 1e-12
        );
      }),
    );
  });
});

describe("outputErrorLimit", () => {
  test("is the limit of the truncated normal means: (E[z | z > b] - sigma) / sigma, in which s cancels", () => {
    const lnN = 1e9;
    for (const [c, C] of [
      [0.2, 0.5],
      [0.6, 0.3],
      [0.9, 0.1],
    ] as const) {
      const sigma = c * Math.sqrt(2 * lnN);
      const edge = normalTailQuantileFromLog((C - 1) * lnN);
      // Under the weights exp(z) the logits are N(sigma^2, sigma^2): kept mean minus full mean is sigma h(b - sigma).
      expect(normalHazard(edge - sigma) / sigma).toBeCloseTo(outputErrorLimit(c, C), 4);
    }
  });

  test("vanishes on the critical line and above, and has no finite limit at c = 0", () => {
    expect(outputErrorLimit(0.6, 0.65)).toBe(0);
    expect(outputErrorLimit(0, 0.5)).toBe(Infinity);
  });
});

test("errors name the function, the requirement and the value", () => {
  expect(() => partitionExponent(-1)).toThrow("partitionExponent: c must be finite and >= 0, got -1");
  expect(() => tailMassExponent(1, 1)).toThrow("tailMassExponent: window must be in (0, 1), got 1");
  expect(() => rowErrorExponent(NaN, 0.5)).toThrow("rowErrorExponent: c must be finite and >= 0, got NaN");
});
