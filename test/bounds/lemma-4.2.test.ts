import { describe, expect, it } from "vitest";
import * as lemma from "../../src/bounds/lemma-4.2.js";
import { unionQuantile } from "../../src/bounds/union-quantile.js";
import { big, relativeError } from "../support/big.js";

// Each reference is composed step by step from the statement, in 64 digits, and shares no expression with the library.
const at = { n: 256, delta: "0.1", R: "1.25", F: "1.5", S: "0.5", tr: "8" };
const values = { n: 256, delta: 0.1, R: 1.25, frobenius: 1.5, spectral: 0.5, trW: 8 };

describe("Lemma 4.2", () => {
  it("uses the two-sided union quantile l(m, delta)", () => {
    expect(
      relativeError(unionQuantile.evaluate({ m: 65536, delta: 0.1 }), big("sqrt(2 * log(131072 / 0.1))")),
    ).toBeLessThan(1e-15);
    expect(unionQuantile.evaluate({ m: 65536, delta: 0.1 })).toBeCloseTo(5.31, 2); // lam(R_paper) at n = 256
  });

  it("bounds logits by R l(n^2, delta)", () => {
    const level = big("R * sqrt(2 * (log(2) + 2 * log(n) - log(delta)))", at);
    expect(relativeError(lemma.logitBound.evaluate(values), level)).toBeLessThan(1e-14);
  });

  it("bounds row sums from below by (n - 1) e^-lam", () => {
    const least = big("(n - 1) / exp(R * sqrt(2 * (log(2) + 2 * log(n) - log(delta))))", at);
    expect(relativeError(lemma.rowSumBound.evaluate(values), least)).toBeLessThan(1e-14);
  });

  it("bounds the diagonal's deviation by Hanson-Wright at t = ln(2n/delta)", () => {
    const t = big("log(2 * n / delta)", at);
    const deviation = big("2 * F * sqrt(t) + 2 * S * t", { ...at, t: t.toString() });
    expect(relativeError(lemma.diagonalDeviation.evaluate(values), deviation)).toBeLessThan(1e-14);
  });

  it("splits delta between the two events of lam'", () => {
    const t = big("log(4 * n / delta)", at).toString();
    const diagonal = big("tr + 2 * F * sqrt(t) + 2 * S * t", { ...at, t });
    expect(relativeError(lemma.everyLogitBound.evaluate(values), diagonal)).toBeLessThan(1e-14);
    const offDiagonal = big("R * sqrt(2 * log(2 * n^2 / (delta / 2)))", { ...at, R: "9" });
    expect(relativeError(lemma.everyLogitBound.evaluate({ ...values, R: 9 }), offDiagonal)).toBeLessThan(1e-14);
    expect(lemma.everyLogitBound.evaluate({ ...values, trW: -8 })).toBe(lemma.everyLogitBound.evaluate(values));
  });

  it("splits delta in three for bounded input: off-diagonal logits, squares, and products of different entries", () => {
    const norms = { w: 3, diagonal: 0.7, hollowFrobenius: 1.2, hollowSpectral: 0.4 };
    const scope = { ...at, w: "3", G: "0.7", H: "1.2", S: "0.4", t: big("log(8 * n / delta)", at).toString() };
    const level = (R: number): number => lemma.everyBoundedLogitBound.evaluate({ ...values, ...norms, R });
    // Hoeffding over ranges w |W_aa|: exp(-2 s^2 / (w^2 G^2)) = e^-t
    const squares = "w * G * sqrt(t / 2)";
    const diagonal = big(`tr + ${squares} + 2 * H * sqrt(t) + 2 * S * t`, scope);
    expect(relativeError(level(1.25), diagonal)).toBeLessThan(1e-14);
    const offDiagonal = big("R * sqrt(2 * log(2 * n^2 / (delta / 2)))", { ...at, R: "9" });
    expect(relativeError(level(9), offDiagonal)).toBeLessThan(1e-14);
  });

  it("gives the exact law of a row's maximum, by enumeration at t = 0 and for two keys", () => {
    expect(lemma.rowMaximumLaw.evaluate({ n: 5, t: 0 })).toBe(0);
    // Pr[|Z| <= 1] = erf(1/sqrt 2), from its series in 64 digits
    const terms = Array.from(
      { length: 40 },
      (_, i) => `(-1)^${i} * 2 / sqrt(pi) * (1 / sqrt(2))^${2 * i + 1} / (${i}! * ${2 * i + 1})`,
    );
    const inside = big(terms.join(" + "));
    expect(relativeError(lemma.rowMaximumLaw.evaluate({ n: 2, t: 1 }), inside)).toBeLessThan(1e-13);
    expect(relativeError(lemma.rowMaximumLaw.evaluate({ n: 4, t: 1 }), inside.pow(3))).toBeLessThan(1e-13);
  });

  it("tells the paper's R, the worst case and the maximum apart", () => {
    expect(lemma.paperRowScale(2, 3)).toBe(12);
    expect(lemma.worstRowScale(2, 16, 3)).toBe(48);
  });
});
