import { expect, it } from "vitest";
import { keyExponent } from "../../../src/measure/model/exponent.js";

const LENGTHS = Array.from({ length: 200 }, (_, i) => Math.round(16 * 128 ** (i / 199)));

it("a power law has its exponent and its factor, without doubt", () => {
  const fit = keyExponent(
    LENGTHS,
    LENGTHS.map((n) => 2 * n ** 0.7),
  )!;
  expect(fit.C).toBeCloseTo(0.7, 10);
  expect(fit.alpha).toBeCloseTo(2, 9);
  expect(fit.high - fit.low).toBeLessThan(1e-9);
});

it("a need that does not grow has exponent 0", () => {
  const { C, low, high } = keyExponent(
    LENGTHS,
    LENGTHS.map((_, i) => (i % 2 === 0 ? 30 : 40)),
  )!;
  expect(C).toBeCloseTo(0, 2);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
});

it("the interval is Student's over eight groups", () => {
  // Residuals of +-0.1 in turn around a line of eight points x = 0..7: slope error .1 sqrt(8 / 6 / 42) times 2.4469.
  const lengths = Array.from({ length: 8 }, (_, g) => Math.exp(3 + g));
  const signs = [1, -1, -1, 1, 1, -1, -1, 1]; // sums to 0, and so do its products with x
  const { C, low, high, groups } = keyExponent(
    lengths,
    lengths.map((n, g) => n ** 0.5 * Math.exp(0.1 * signs[g]!)),
  )!;
  expect(groups).toHaveLength(8);
  expect(C).toBeCloseTo(0.5, 10);
  expect((high - low) / 2).toBeCloseTo(2.446912 * 0.1 * Math.sqrt(8 / 6 / 42), 6);
});

it("rows of one length tell nothing", () => {
  expect(keyExponent([64, 64, 64, 64, 64], [1, 2, 3, 4, 5])).toBeNull();
});
