import { describe, expect, it } from "vitest";
import { crossLogits, logitsBuffer, rowLogits } from "../../src/attention/logits.js";
import { MatrixLogits } from "../../src/attention/matrix-logits.js";
import { effectiveEntries, isSparse, sparseSet } from "../../src/attention/sparsity.js";
import { topK } from "../../src/attention/top-k.js";
import {
  frobeniusNorm,
  isotropicWeights,
  randomWeights,
  rankOneWeights,
  spectralNorm,
  diagonalNorm,
  hollowPart,
  symmetricPart,
  trace,
} from "../../src/attention/weights.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("Definition 3.2", () => {
  const u = Float64Array.from([0.5, -0.1, 0.1, 0, 0.3]);
  it("collects the entries of size at most eps, ends included", () => {
    expect(sparseSet(u, 0.1)).toEqual([1, 2, 3]);
    expect(effectiveEntries(u, 0.1)).toBe(2);
  });
  it("calls a vector (eps, k)-sparse when at least n - k entries are in it", () => {
    expect(isSparse(u, 0.1, 2)).toBe(true);
    expect(isSparse(u, 0.1, 1)).toBe(false);
  });
  it("refuses a negative threshold", () => {
    expect(() => sparseSet(u, -1)).toThrow("sparseSet: eps must be at least 0, got -1");
  });
});

describe("Definition 3.3", () => {
  it("takes the k largest entries, ties to the lower index", () => {
    expect(topK(Float64Array.from([1, 3, 2, 3, 2]), 3)).toEqual([1, 2, 3]);
  });
  it("refuses k outside [1, n]", () => {
    expect(() => topK(Float64Array.from([1]), 2)).toThrow("topK: k must be an integer in [1, 1], got 2");
  });
});

describe("logits", () => {
  it("of queries against other keys are y_i W x_j, with row sizes of the queries", () => {
    const w = randomWeights(stream(2, "weights"), 3);
    const [y, x] = [new Float64Array(15), new Float64Array(15)];
    fillNormal(stream(2, "y"), y);
    fillNormal(stream(2, "x"), x);
    const { z, rowNorms } = crossLogits(y, x, w, logitsBuffer(5, 3));
    for (let i = 0; i < 5; i++) {
      const { logits, rowNorm } = rowLogits(y.subarray(3 * i, 3 * i + 3), x, w);
      expect(rowNorms[i]).toBe(rowNorm);
      logits.forEach((logit, j) => expect(z[5 * i + j]).toBeCloseTo(logit, 13));
    }
    expect(() => crossLogits(y.subarray(3), x, w, logitsBuffer(5, 3))).toThrow(
      "crossLogits: inputs must be 5 x 3 and W 3 x 3, got 12 and 15 entries and d = 3",
    );
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 9])("are x_i W x_j for every pair, n = %i", (n) => {
    const d = 3;
    const w = randomWeights(stream(1, "weights"), d);
    const x = new Float64Array(n * d);
    fillNormal(stream(1, "x", n), x);
    const buffer = logitsBuffer(n, d);
    buffer.z.fill(NaN); // poisoned: every entry must be written
    const { z, rowNorms } = crossLogits(x, x, w, buffer);
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let b = 0; b < d; b++) {
        let projected = 0;
        for (let a = 0; a < d; a++) projected += w.entries[a * d + b]! * x[i * d + a]!;
        square += projected * projected;
      }
      expect(rowNorms[i]).toBeCloseTo(Math.sqrt(square), 13);
      for (let j = 0; j < n; j++) {
        let direct = 0;
        for (let a = 0; a < d; a++)
          for (let b = 0; b < d; b++) direct += x[i * d + a]! * w.entries[a * d + b]! * x[j * d + b]!;
        expect(z[i * n + j]).toBeCloseTo(direct, 13);
      }
    }
    const row = rowLogits(x.subarray(0, d), x, w);
    expect(row.rowNorm).toBe(rowNorms[0]);
    row.logits.forEach((value, j) => expect(value).toBeCloseTo(z[j]!, 13));
  });

  it.each([
    [1, 1],
    [2, 5],
    [7, 3],
    [33, 17],
    [64, 64],
    [130, 2],
    [1030, 3],
  ])("of many matrices by the kernels are the definition's, bit for bit: n = %i, d = %i", (n, d) => {
    const w = randomWeights(stream(3, "weights", d), d);
    const engine = new MatrixLogits(w, logitsBuffer(n, d));
    const [y, x] = [new Float64Array(n * d), new Float64Array(n * d)];
    for (const draw of [0, 1]) {
      fillNormal(stream(3, "y", n, draw), y);
      fillNormal(stream(3, "x", n, draw), x);
      const { z, rowNorms } = engine.of(y, x);
      const defined = crossLogits(y, x, w, logitsBuffer(n, d));
      expect(Buffer.compare(Buffer.from(z.buffer), Buffer.from(defined.z.buffer))).toBe(0);
      expect(rowNorms).toEqual(defined.rowNorms);
    }
  });

  it("refuse shapes that do not fit", () => {
    const few = new Float64Array(5);
    expect(() => new MatrixLogits(isotropicWeights(2), logitsBuffer(3, 2)).of(new Float64Array(6), few)).toThrow(
      "MatrixLogits.of: inputs must be 3 x 2 and W 2 x 2, got 6 and 5 entries and d = 2",
    );
    expect(() => crossLogits(few, few, isotropicWeights(2), logitsBuffer(3, 2))).toThrow(
      "crossLogits: inputs must be 3 x 2 and W 2 x 2, got 5 and 5 entries and d = 2",
    );
  });
});

describe("weights", () => {
  it("know their norms: I/sqrt(d)", () => {
    const w = isotropicWeights(64);
    expect(frobeniusNorm(w)).toBeCloseTo(1, 14);
    expect(spectralNorm(w)).toBeCloseTo(1 / 8, 14);
    expect(trace(w)).toBe(8);
  });
  it("know their norms: v v^T", () => {
    const w = rankOneWeights(64);
    expect(frobeniusNorm(w)).toBe(1);
    expect(spectralNorm(w)).toBeCloseTo(1, 14);
    expect(trace(w)).toBe(1);
  });
  it("have a spectral norm that no unit vector exceeds and a known matrix attains", () => {
    // [[3, 0], [4, 5]] has singular values sqrt(45) and sqrt(5)
    const w = { d: 2, entries: Float64Array.from([3, 0, 4, 5]), label: "example" };
    expect(spectralNorm(w)).toBeCloseTo(Math.sqrt(45), 12);
    expect(Array.from(symmetricPart(w).entries)).toEqual([3, 2, 2, 5]);
    expect(Array.from(hollowPart(w).entries)).toEqual([0, 2, 2, 0]);
    expect(diagonalNorm(w)).toBeCloseTo(Math.sqrt(34), 14);
  });
  it("refuse a dimension that is not a positive integer", () => {
    expect(() => isotropicWeights(0)).toThrow("isotropicWeights: d must be a positive integer, got 0");
  });
});
