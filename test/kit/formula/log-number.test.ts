import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as log from "../../../src/kit/formula/log-number.js";

// Not below 1e-100 in size, so that no quotient of two of them leaves the doubles.
const numbers = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x)),
  fc.constantFrom(0, 1, -1, 1e-30, -1e30),
);

describe("numbers kept as sign and logarithm", () => {
  it("add, subtract, multiply and divide as doubles do", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [log.fromNumber(a), log.fromNumber(b)];
        const scale = Math.abs(a) + Math.abs(b);
        expect(Math.abs(log.toNumber(log.add(x, y)) - (a + b))).toBeLessThanOrEqual(1e-13 * scale);
        expect(Math.abs(log.toNumber(log.subtract(x, y)) - (a - b))).toBeLessThanOrEqual(1e-13 * scale);
        expect(Math.abs(log.toNumber(log.multiply(x, y)) - a * b)).toBeLessThanOrEqual(1e-13 * Math.abs(a * b));
        if (b !== 0)
          expect(Math.abs(log.toNumber(log.divide(x, y)) - a / b)).toBeLessThanOrEqual(1e-13 * Math.abs(a / b));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("reach sizes that no double has", () => {
    const huge = log.fromLn(1e6);
    expect(log.subtract(log.multiply(huge, huge), huge).ln).toBe(2e6);
    expect(log.logarithm(huge)).toEqual({ sign: 1, ln: Math.log(1e6) });
    expect(log.power(huge, log.fromNumber(0.5)).ln).toBe(5e5);
  });

  it("cancel to zero exactly", () => {
    expect(log.subtract(log.fromLn(5000), log.fromLn(5000))).toEqual({ sign: 0, ln: -Infinity });
  });

  it("refuse what has no meaning", () => {
    expect(() => log.divide(log.fromNumber(1), log.ZERO)).toThrow("divide: the divisor must not be 0");
    expect(() => log.logarithm(log.fromNumber(-1))).toThrow("logarithm: x must be positive, got sign -1");
    expect(() => log.power(log.fromNumber(-1), log.fromNumber(0.5))).toThrow("power: the base must be positive");
    expect(() => log.exponential(log.fromLn(1000))).toThrow("exponential: the result's logarithm must be finite");
  });
});
