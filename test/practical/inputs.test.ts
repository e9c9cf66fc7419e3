import { describe, expect, it } from "vitest";
import {
  attentionRow,
  clustersInput,
  gaussianInput,
  hittersInput,
  localityInput,
  openHead,
  recencyInput,
  sinkInput,
} from "../../src/practical/index.js";
import { stream } from "../../src/kit/random/index.js";

const N = 2000;
const D = 8;
const square = (x: Float64Array, i: number): number =>
  x.subarray(i * D, (i + 1) * D).reduce((sum, v) => sum + v * v, 0);
/** Mean product of entries m rows apart; standard error about 1 / sqrt(N D) = .008 times the correlation length's root. */
function autocorrelation(x: Float64Array, m: number): number {
  let sum = 0;
  for (let at = m * D; at < x.length; at++) sum += x[at]! * x[at - m * D]!;
  return sum / (x.length - m * D);
}

describe("inputs", () => {
  it("of locality are stationary with correlation rho^m (tolerance 5 standard errors)", () => {
    const { queries, keys } = localityInput({ n: N, d: D }, 0.9, stream(2, "ar"));
    expect(keys).toBe(queries);
    expect(autocorrelation(queries, 0)).toBeCloseTo(1, 0);
    for (const m of [0, 1, 5]) expect(Math.abs(autocorrelation(queries, m) - 0.9 ** m)).toBeLessThan(0.14);
    expect(() => localityInput({ n: 2, d: 2 }, 1, stream(2, "ar"))).toThrow("rho must be in [0, 1), got 1");
  });

  it("of a sink raise the logit of key 1 alone", () => {
    const plain = openHead(gaussianInput({ n: 6, d: 2 }, stream(2, "s")), { scale: 1, causal: false });
    const raised = openHead(sinkInput({ n: 6, d: 2 }, 3, stream(2, "s")), { scale: 1, causal: false });
    for (let i = 0; i < 6; i++) {
      const odds = (p: Float64Array, j: number): number => p[j]! / p[5]!;
      expect(odds(attentionRow(raised, i), 0) / odds(attentionRow(plain, i), 0)).toBeCloseTo(Math.exp(3), 10);
      expect(odds(attentionRow(raised, i), 1) / odds(attentionRow(plain, i), 1)).toBeCloseTo(1, 12);
    }
  });

  it("of heavy keys multiply exactly the share of norms", () => {
    const plain = gaussianInput({ n: N, d: D }, stream(2, "h"));
    const heavy = hittersInput({ n: N, d: D }, { share: 1 / 16, gamma: 4 }, stream(2, "h"));
    const ratios = Array.from({ length: N }, (_, j) => Math.sqrt(square(heavy.keys, j) / square(plain.keys, j)));
    expect(ratios.filter((ratio) => Math.abs(ratio - 4) < 1e-12)).toHaveLength(N / 16);
    expect(ratios.filter((ratio) => Math.abs(ratio - 1) < 1e-12)).toHaveLength((15 * N) / 16);
    expect(() => hittersInput({ n: 2, d: 2 }, { share: 2, gamma: 1 }, stream(2, "h"))).toThrow("got 2");
  });

  it("of clusters have unit variance, and the cosine kappa within a cluster", () => {
    const { queries, keys } = clustersInput({ n: N, d: 64 }, { M: 3, kappa: 0.8 }, stream(2, "c"));
    const cosine = (i: number, j: number): number => {
      const [q, k] = [queries.subarray(i * 64, (i + 1) * 64), keys.subarray(j * 64, (j + 1) * 64)];
      const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, f) => sum + x * b[f]!, 0);
      return dot(q, k) / Math.sqrt(dot(q, q) * dot(k, k));
    };
    const near = Array.from({ length: 900 }, (_, t) => cosine(t % 30, Math.floor(t / 30))).filter((c) => c > 0.5);
    // 900 pairs of 30 queries and 30 keys, a third in one cluster; mean cosine .8
    expect(near.length).toBeGreaterThan(200);
    expect(near.length).toBeLessThan(420);
    expect(near.reduce((sum, c) => sum + c, 0) / near.length).toBeCloseTo(0.8, 1);
    const many = clustersInput({ n: N, d: 64 }, { M: N, kappa: 0.8 }, stream(2, "m"));
    for (const x of [many.queries, many.keys]) {
      const meanSquare = x.reduce((sum, v) => sum + v * v, 0) / x.length;
      expect(Math.abs(meanSquare - 1)).toBeLessThan(0.03); // 5 standard errors
    }
    expect(() => clustersInput({ n: 2, d: 2 }, { M: 1, kappa: 2 }, stream(2, "c"))).toThrow(
      "kappa must be in [0, 1], got 2",
    );
  });

  it("of recency fall by the slope with each step", () => {
    const head = openHead(recencyInput({ n: 5, d: 2 }, 0.7), { scale: 1, causal: true });
    const p = attentionRow(head, 4);
    for (let j = 0; j < 4; j++) expect(p[j + 1]! / p[j]!).toBeCloseTo(Math.exp(0.7), 12);
    const both = attentionRow(openHead(recencyInput({ n: 5, d: 2 }, 0.7), { scale: 1, causal: false }), 2);
    for (const [far, near] of [
      [0, 1],
      [1, 2],
      [3, 2],
      [4, 3],
    ] as const)
      expect(both[near]! / both[far]!).toBeCloseTo(Math.exp(0.7), 12);
  });
});
