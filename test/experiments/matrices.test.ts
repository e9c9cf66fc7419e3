import { describe, expect, it } from "vitest";
import { softmax } from "../../src/attention/softmax.js";
import { isotropicWeights, randomWeights, trace } from "../../src/attention/weights.js";
import { entryAfterWindow } from "../../src/experiments/entry-after-window.js";
import { drawMatrices, forEachMatrix, type MatrixSetup } from "../../src/experiments/matrices.js";
import { forEachRow } from "../../src/experiments/rows.js";
import * as statistics from "../../src/experiments/statistics.js";
import { stream } from "../../src/kit/random/index.js";

const setup: MatrixSetup = {
  n: 11,
  input: "uniform",
  inputScale: 0.7,
  weights: randomWeights(stream(5, "weights"), 3, 9),
};

describe("draws of matrices", () => {
  it("are the same for the same seed and path, and others for other seeds, paths and draws", () => {
    const draw = (seed: number, path: string): number[] =>
      Array.from(drawMatrices(seed, [path], setup, 3, { R: statistics.rowScale }).R);
    expect(draw(1, "a")).toEqual(draw(1, "a"));
    const values = [...draw(1, "a"), ...draw(2, "a"), ...draw(1, "b")];
    expect(new Set(values).size).toBe(9);
  });

  it("do not depend on how many are drawn", () => {
    const R = (draws: number): Float64Array => drawMatrices(1, ["a"], setup, draws, { R: statistics.rowScale }).R;
    expect(Array.from(R(5).subarray(0, 2))).toEqual(Array.from(R(2)));
  });

  it("give every statistic as its definition says, on each drawn matrix", () => {
    forEachMatrix(3, ["definitions"], setup, 4, (m) => {
      const { n } = m;
      const rows = Array.from({ length: n }, (_, i) => Array.from(m.z.subarray(i * n, (i + 1) * n)));
      const off = rows.map((row, i) => row.filter((_, j) => j !== i));
      const diagonal = rows.map((row, i) => row[i]!);
      const scales = Array.from(m.rowNorms, (norm) => m.tau * norm);
      const absMax = off.map((row) => Math.max(...row.map(Math.abs)));
      const sum = (row: number[]): number => row.reduce((a, z) => a + Math.exp(z), 0);
      const mean = (row: number[]): number => row.reduce((a, z) => a + z, 0) / row.length;
      expect(m.tau).toBeCloseTo(0.7, 15); // uniform of variance 0.49: B/sqrt(3) with B = 0.7 sqrt(3)
      expect(statistics.rowScale(m)).toBe(Math.max(...scales));
      expect(statistics.largestInLargestScale(m)).toBe(Math.max(...absMax) / Math.max(...scales));
      expect(statistics.largestInOwnScale(m)).toBe(Math.max(...absMax.map((a, i) => a / scales[i]!)));
      expect(statistics.largestDiagonal(m)).toBe(Math.max(...diagonal.map(Math.abs)));
      const centre = trace(setup.weights) * 0.49;
      expect(statistics.diagonalDeviation(m)).toBeCloseTo(Math.max(...diagonal.map((z) => Math.abs(z - centre))), 14);
      expect(statistics.smallestLnRowSum(m)).toBeCloseTo(Math.log(Math.min(...rows.map(sum))), 13);
      const aboveOwn = off.map((row, i) => Math.log(sum(row)) - scales[i]! - Math.log(n - 1));
      expect(statistics.smallestLnRowSumAboveOwnScale(m)).toBeCloseTo(Math.min(...aboveOwn), 13);
      const jensen = off.map((row, i) => Math.log((n - 1) * Math.exp(mean(row)) + Math.exp(diagonal[i]!)));
      expect(statistics.smallestLnJensenBound(m)).toBeCloseTo(Math.min(...jensen), 13);
      const excess = jensen.map((ln, i) => ln - Math.log(sum(rows[i]!)));
      expect(statistics.jensenExcess(m)).toBeCloseTo(Math.max(...excess), 13);
      const absolute = off.map((row) => Math.log(n - 1) + mean(row.map(Math.abs)) - Math.log(sum(row)));
      expect(statistics.absoluteJensenExcess(m)).toBeCloseTo(Math.max(...absolute), 13);
    });
  });
});

describe("the entry after the window", () => {
  it("is the largest (k+1)-th softmax entry of any row, at every scale", () => {
    const scales = [0.5, 2];
    const windows = [1, 4, 10];
    const sample = entryAfterWindow(4, ["entry"], setup, 3, scales, windows);
    forEachMatrix(4, ["entry"], setup, 3, (m, draw) => {
      scales.forEach((scale, s) =>
        windows.forEach((k, w) => {
          const entries = Array.from({ length: m.n }, (_, i) => {
            const row = softmax(m.z.slice(i * m.n, (i + 1) * m.n).map((z) => scale * z));
            return row.sort()[m.n - 1 - k]!;
          });
          expect(Math.exp(sample.lnEntry[s]![w]![draw]!)).toBeCloseTo(Math.max(...entries), 14);
        }),
      );
      expect(sample.rowScale[draw]).toBe(statistics.rowScale(m));
    });
  });

  it("refuses windows outside [1, n - 1]", () => {
    expect(() => entryAfterWindow(1, [], setup, 1, [1], [11])).toThrow(
      "entryAfterWindow: k must be an integer in [1, 10], got 11",
    );
  });
});

describe("rows of different matrices", () => {
  it("carry their off-diagonal logits, the self logit and the row scale", () => {
    const weights = isotropicWeights(4);
    forEachRow(1, ["row"], { n: 3, input: "gaussian", inputScale: 2, weights }, 2, (row) => {
      expect(row.offDiagonal).toHaveLength(2);
      // W = I/2: z_11 = |x|^2 / 2 and sigma = 2 |x| / 2
      expect(row.self).toBeCloseTo((row.scale * row.scale) / 2, 12);
    });
  });
});
