import { describe, expect, test } from "vitest";
import {
  FrobeniusLaw,
  MatrixMaxLaw,
  outputErrorLaw,
  RowSampler,
  rowScale,
  typicalRow,
  typicalSums,
} from "../../src/limit/index.js";
import { logNormalDifference, logNormalPdf, normalHazard, normalQuantile } from "../../src/kit/probability/index.js";
import { stream } from "../../src/kit/random/index.js";
import { TypicalRow } from "./typical-row.js";

const CELLS = 10_000;

describe("the finite-n law of a row", () => {
  test.each([0.2, 0.45, 0.6, 0.9, 1.25, 2])("at c = %d is the row summed rank by rank, to its cells' width", (c) => {
    const lnN = 1e6;
    const ranked = new TypicalRow(lnN, CELLS);
    // Ratios of sums and squares double and quadruple a cell's width; the first rank stands at ln 2 instead of 1.
    const tolerance = 4 * (1 + 2 * c) * (lnN / CELLS) + 20;
    for (const C of [0.25, 0.5, 0.75]) {
      const law = typicalRow(lnN, rowScale(lnN, c), C * lnN);
      const logs = ranked.measure(c, C);
      const pairs: [number, number][] = [
        [law.lnPartition, logs.partition],
        [law.lnLargest, logs.largest],
        [law.lnParticipation, -logs.squares],
        [law.lnMass, logs.captured],
        [law.lnTail, logs.tail],
        [law.lnMax, logs.maxError],
        [law.lnL2, logs.rowError],
      ];
      for (const [value, expected] of pairs) expect(Math.abs(value - expected)).toBeLessThan(tolerance);
    }
  });

  test("at sigma = 0 is a row of equal entries: m = k/n, l2 = sqrt(1/k - 1/n), up to the one entry set apart", () => {
    const [n, k] = [1e6, 1000];
    const law = typicalRow(Math.log(n), 0, Math.log(k));
    expect(Math.exp(law.lnMass)).toBeCloseTo(k / n, 6);
    expect(law.lnL2).toBeCloseTo(0.5 * Math.log(1 / k - 1 / n), 2);
    expect(law.lnParticipation).toBeCloseTo(Math.log(n), 5);
  });

  test("has its largest error where it lies: at the largest entry of a small window, at the edge of a wide one", () => {
    const [lnN, sigma] = [Math.log(1000), 1];
    // Integrals over the same quantiles by mpmath, 40 digits. At k = 990 the largest entry's error is e^-11.94 only.
    expect(typicalRow(lnN, sigma, Math.log(900)).lnMax).toBeCloseTo(-8.6873361437098616, 10);
    expect(typicalRow(lnN, sigma, Math.log(990)).lnMax).toBeCloseTo(-9.7349524648095121, 10);
    // Equal entries: 1/k - 1/n = 1/(9 n) on the kept ones, 1/n at the edge.
    expect(typicalRow(Math.log(1e6), 0, Math.log(9e5)).lnMax).toBeCloseTo(-Math.log(1e6), 5);
  });

  test("splits D = n exp(sigma^2 / 2) into kept and left at the window's edge", () => {
    // n = 1e6, sigma = 1, k / n = Phic(1): half of the mass each.
    const { edge, head, tail } = typicalSums(Math.log(1e6), 1, Math.log(1e6 * 0.15865525393145707));
    expect(edge).toBeCloseTo(1, 12);
    expect(head - tail).toBeCloseTo(0, 3);
    expect(tail).toBeCloseTo(Math.log(1e6) + 0.5 - Math.LN2, 12);
  });

  test("names what it requires", () => {
    expect(() => typicalRow(0, 1, 0)).toThrow("typicalRow: lnN must be finite and > 0, got 0");
    expect(() => typicalRow(10, -1, 0)).toThrow("typicalRow: sigma must be finite and >= 0, got -1");
    expect(() => typicalRow(10, 1, 10)).toThrow("typicalRow: lnK must be in [0, lnN = 10), got 10");
  });
});

describe("the law of a matrix's largest error", () => {
  test.each([
    [2, 1e5],
    [0.5, 1e3],
    [0.01, 9e5],
  ])("is the largest over the logits that n^2 of them reach, at n = 10^6, sigma = %d, k = %d", (sigma, k) => {
    const lnN = Math.log(1e6);
    const { edge, head, tail } = typicalSums(lnN, sigma, Math.log(k));
    const [K, T] = [Math.exp(head), Math.exp(tail)];
    // SciPy: norm.isf(log(2) / 1e12) = 7.085413802
    const top = -normalQuantile(Math.LN2 / 1e12);
    let most = Math.exp(sigma * edge) / (K + T);
    for (let x = edge; x <= top; x += 1e-5) {
      const w = Math.exp(sigma * x);
      most = Math.max(most, (w * T) / ((K + w) * (K + T + w)));
    }
    expect(new MatrixMaxLaw(lnN, sigma, Math.log(k)).lnMax).toBeCloseTo(Math.log(most), 4);
  });

  test("is (1 - sqrt m) / (1 + sqrt m) where a logit is as large as that asks for", () => {
    const [lnN, sigma, lnK] = [Math.log(4096), 2, Math.log(64)];
    const m = Math.exp(typicalRow(lnN, sigma, lnK).lnMass);
    expect(Math.exp(new MatrixMaxLaw(lnN, sigma, lnK).lnMax)).toBeCloseTo((1 - Math.sqrt(m)) / (1 + Math.sqrt(m)), 12);
  });

  test("names what it requires", () => {
    expect(() => new MatrixMaxLaw(10, 0, 1)).toThrow("MatrixMaxLaw: sigma must be > 0, got 0");
  });
});

describe("the Frobenius law", () => {
  test("is a plain integral over the entry's logit, at n = 10^6", () => {
    const [lnN, sigma, lnK] = [Math.log(1e6), 2, Math.log(1e5)];
    const { edge, head, tail } = typicalSums(lnN, sigma, lnK);
    const [K, T] = [Math.exp(head), Math.exp(tail)];
    let sum = 0;
    const step = 1e-4;
    for (let x = -12 + step / 2; x < 16; x += step) {
      const w = Math.exp(sigma * x);
      const error = x > edge ? (w * T) / ((K + w) * (K + T + w)) : w / (K + T + w);
      sum += Math.exp(logNormalPdf(x)) * error * error * step;
    }
    expect(new FrobeniusLaw(lnN, sigma, lnK).lnFrobenius).toBeCloseTo(lnN + 0.5 * Math.log(sum), 4);
  });

  test("is the root mean square of n sampled rows, to 4 standard errors of 4000 rows", () => {
    const [n, k, sigma] = [4096, 512, 1];
    const sampler = new RowSampler({ n, scale: { sigma }, windows: [k] });
    const squares = Array.from({ length: 4000 }, (_, row) =>
      Math.exp(2 * sampler.sample(stream(21, "frobenius", row)).windows[0]!.lnL2),
    );
    const mean = squares.reduce((a, b) => a + b) / squares.length;
    const error = Math.sqrt(squares.reduce((a, b) => a + (b - mean) ** 2, 0)) / squares.length;
    const law = Math.exp(2 * new FrobeniusLaw(Math.log(n), sigma, Math.log(k)).lnFrobenius) / n;
    // The law sets D at its mean: 1 / D^4 is off by about 6 e^(sigma^2) / n = .4 %.
    expect(Math.abs(mean / law - 1)).toBeLessThan((4 * error) / mean + 0.01);
  });

  test("places entries with the density whose inverse it states", () => {
    const law = new FrobeniusLaw(Math.log(1e6), 2, Math.log(1e5));
    const source = stream(3, "place");
    let [inside, mass] = [0, 0];
    const draws = 20_000;
    const [from, to] = [3.8, 4.2]; // about 2 sigma, where the squared errors come from
    for (let i = 0; i < draws; i++) {
      const { logit, lnWeight } = law.place(source.uniform(), source.uniform());
      // E[n^2 phi(x) / q(x); a < x < b] = n^2 (Phi(b) - Phi(a)), n^2 phi / q being the weight.
      if (logit > 2 * from && logit < 2 * to) {
        inside++;
        mass += Math.exp(lnWeight) / draws;
      }
    }
    expect(inside).toBeGreaterThan(1000);
    expect(mass / (1e12 * Math.exp(logNormalDifference(from, to)))).toBeCloseTo(1, 1);
  });

  test("refuses equal logits, for which there is nothing to place", () => {
    expect(() => new FrobeniusLaw(10, 0, 2)).toThrow("FrobeniusLaw: sigma must be > 0, got 0");
  });
});

describe("the output's error", () => {
  test("is the excess of a truncated normal mean, at sigma = 1 and k = n Phic(1): h(0) = sqrt(2 / pi)", () => {
    const lnN = Math.log(1e6);
    expect(outputErrorLaw(lnN, 1, lnN + Math.log(0.15865525393145707))).toBeCloseTo(Math.sqrt(2 / Math.PI), 10);
    expect(outputErrorLaw(lnN, 2, lnN + Math.log(0.15865525393145707))).toBeCloseTo(normalHazard(-1) / 2, 10);
  });

  test("names what it requires", () => {
    expect(() => outputErrorLaw(10, 0, 1)).toThrow("outputErrorLaw: sigma must be finite and > 0, got 0");
    expect(() => outputErrorLaw(10, 1, 10)).toThrow("outputErrorLaw: lnK must be below lnN = 10, got 10");
  });
});
