import mathjs from "mathjs/lib/browser/math.js";
import { describe, expect, it } from "vitest";
import { isotropicWeights, largestSingularValue, softmax, sparseRow } from "../../src/attention/index.js";
import { forEachMatrix, measureMatrices, measureSpectralNorms, type MatrixPlan } from "../../src/experiments/index.js";
import { normal, stream } from "../../src/kit/random/index.js";

const PLAN = {
  seed: 7,
  path: ["spectral"],
  matrices: 2,
  n: 24,
  input: "gaussian" as const,
  inputScale: 1,
  weights: isotropicWeights(8),
  attention: "self" as const,
  rows: "all" as const,
  values: "none" as const,
  precision: "float64" as const,
  windows: [1, 5, 23, 24],
  thresholds: [],
} satisfies MatrixPlan;

/** The square root of the largest eigenvalue of E^T E, by mathjs. */
function bySymmetricEigenvalues(rows: readonly (readonly number[])[]): number {
  const gram = rows[0]!.map((_, a) => rows[0]!.map((_, b) => rows.reduce((s, row) => s + row[a]! * row[b]!, 0)));
  const { values } = mathjs.eigs(gram, { eigenvectors: false });
  return Math.sqrt(Math.max(...(values as number[])));
}

function product(rows: readonly (readonly number[])[]): (v: Float64Array, out: Float64Array) => void {
  return (v, out) => {
    for (const row of rows) {
      const u = row.reduce((s, x, j) => s + x * v[j]!, 0);
      row.forEach((x, j) => (out[j]! += u * x));
    }
  };
}

function randomVector(n: number, name: string): Float64Array {
  const source = stream(5, name);
  return Float64Array.from({ length: n }, () => normal(source));
}

describe("largestSingularValue", () => {
  it("is mathjs's for random matrices, wide and tall, and exact for a diagonal", () => {
    for (const [m, n] of [
      [1, 1],
      [3, 9],
      [12, 5],
      [20, 20],
    ] as const) {
      const entries = randomVector(m * n, `${m} x ${n}`);
      const rows = Array.from({ length: m }, (_, i) => Array.from(entries.subarray(i * n, (i + 1) * n)));
      const actual = largestSingularValue(product(rows), randomVector(n, "start"), 1e-12);
      expect(Math.abs(actual / bySymmetricEigenvalues(rows) - 1)).toBeLessThan(1e-10);
    }
    const diagonal = [3, -7, 0.5].map((x, i) => [0, 1, 2].map((j) => (i === j ? x : 0)));
    expect(largestSingularValue(product(diagonal), randomVector(3, "start"), 1e-12)).toBeCloseTo(7, 12);
  });

  it("keeps its tolerance where two singular values lie close", () => {
    const n = 100;
    const values = Array.from({ length: n }, (_, i) => (i < 2 ? 1 - 1e-3 * i : 0.9 * (1 - i / n)));
    const rows = values.map((x, i) => values.map((_, j) => (i === j ? x : 0)));
    for (const tolerance of [1e-3, 1e-6, 1e-9]) {
      const actual = largestSingularValue(product(rows), randomVector(n, "start"), tolerance);
      expect(1 - actual).toBeLessThan(tolerance);
      expect(actual).toBeLessThanOrEqual(1 + 1e-13);
    }
  });

  it("is 0 for the zero matrix, and refuses a tolerance of 0", () => {
    expect(largestSingularValue(() => undefined, randomVector(4, "start"), 1e-6)).toBe(0);
    expect(() => largestSingularValue(() => undefined, new Float64Array(1), 0)).toThrow(
      "largestSingularValue: tolerance must be > 0, got 0",
    );
  });
});

describe("spectral norms of matrices", () => {
  it("are those of the definition, and lie between the norms that bound them", async () => {
    const { n, windows } = PLAN;
    const norms = await measureSpectralNorms(PLAN, { workers: 1, tolerance: 1e-9 });
    const others = await measureMatrices(PLAN, { workers: 1 });
    forEachMatrix(PLAN.seed, PLAN.path, PLAN, PLAN.matrices, ({ z }, m) => {
      windows.forEach((k, w) => {
        const rows = Array.from({ length: n }, (_, i) => {
          const p = softmax(z.subarray(i * n, (i + 1) * n));
          const kept = sparseRow(p, k);
          return Array.from(kept, (x, j) => x - p[j]!);
        });
        const at = m * windows.length + w;
        if (k === n) expect(norms[at]).toBe(0);
        else expect(Math.abs(norms[at]! / bySymmetricEigenvalues(rows) - 1)).toBeLessThan(1e-8);
        expect(norms[at]).toBeLessThanOrEqual(others.frobenius[at]! * (1 + 1e-9));
      });
    });
  });

  it("are the same bits for 1 and 2 workers, near in float32, and follow ties and causal rows", async () => {
    const alone = await measureSpectralNorms(PLAN, { workers: 1 });
    expect(await measureSpectralNorms(PLAN, { workers: 2 })).toEqual(alone);
    const single = await measureSpectralNorms({ ...PLAN, precision: "float32" }, { workers: 1 });
    single.forEach((x, i) => expect(Math.abs(x - alone[i]!)).toBeLessThan(1e-5));
    // Equal logits: P_k keeps the first k keys, E = 1 (1_k / k - 1_n / n)^T.
    const equal = await measureSpectralNorms({ ...PLAN, inputScale: 0, windows: [6] }, { workers: 1 });
    equal.forEach((x) => expect(x).toBeCloseTo(Math.sqrt(24 * (1 / 6 - 1 / 24)), 6));
    const causal = await measureSpectralNorms({ ...PLAN, attention: "causal", windows: [24] }, { workers: 1 });
    expect(Array.from(causal)).toEqual([0, 0]);
  });

  it("refuse a tolerance of 0", async () => {
    await expect(measureSpectralNorms(PLAN, { workers: 1, tolerance: 0 })).rejects.toThrow(
      "measureSpectralNorms: tolerance must be > 0, got 0",
    );
  });
});
