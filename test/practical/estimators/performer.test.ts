import { describe, expect, it } from "vitest";
import { estimateErrors, gaussianInput, headOutput, openHead, performer } from "../../../src/practical/index.js";
import { lnFeatures, orthogonalDirections } from "../../../src/practical/estimators/performer.js";
import { stream } from "../../../src/kit/random/index.js";

const [n, d, scale] = [8, 4, 0.5];
const input = gaussianInput({ n, d }, stream(12, "performer"));
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, f) => sum + x * b[f]!, 0);
const point = (points: Float64Array, i: number): Float64Array => points.subarray(i * d, (i + 1) * d);
const zScore = (sample: readonly number[], mean: number): number => {
  const average = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const squares = sample.reduce((sum, x) => sum + (x - average) ** 2, 0);
  return (average - mean) / Math.sqrt(squares / (sample.length - 1) / sample.length);
};

describe("directions of random features", () => {
  it("are orthogonal in blocks of d, and independent of the next block", () => {
    const directions = orthogonalDirections(6, d, stream(12, "blocks"));
    const product = (a: number, b: number): number => dot(point(directions, a), point(directions, b));
    for (const [a, b] of [
      [0, 1],
      [0, 3],
      [1, 2],
      [2, 3],
      [4, 5],
    ] as const)
      expect(product(a, b)).toBeCloseTo(0, 12);
    expect(Math.abs(product(0, 4))).toBeGreaterThan(1e-3);
  });

  it("have the length of a standard normal vector: mean square d, variance 2 d (within 5 standard errors)", () => {
    const count = 8000;
    const directions = orthogonalDirections(count, d, stream(12, "lengths"));
    const squares = Array.from({ length: count }, (_, r) => dot(point(directions, r), point(directions, r)));
    expect(Math.abs(zScore(squares, d))).toBeLessThan(5);
    expect(
      Math.abs(
        zScore(
          squares.map((x) => (x - d) ** 2),
          2 * d,
        ),
      ),
    ).toBeLessThan(5);
  });
});

describe("positive random features", () => {
  it("have products of mean exp(z): within 5 standard errors of 4,000 blocks, which by chance fails once in a million", () => {
    const blocks = 4000;
    const directions = orthogonalDirections(blocks * d, d, stream(12, "kernel"));
    const features = (points: Float64Array): Float64Array => lnFeatures(points, { d, scale }, directions);
    for (const [i, j] of [
      [0, 1],
      [2, 2],
      [5, 7],
    ] as const) {
      const [q, k] = [features(point(input.queries, i)), features(point(input.keys, j))];
      const means = Array.from({ length: blocks }, (_, b) => {
        let sum = 0;
        for (let r = b * d; r < (b + 1) * d; r++) sum += Math.exp(q[r]! + k[r]!) / d;
        return sum;
      });
      const z = (scale * dot(point(input.queries, i), point(input.keys, j))) / Math.sqrt(d);
      expect(Math.abs(zScore(means, Math.exp(z)))).toBeLessThan(5);
    }
  });

  it.each([true, false])("give the rows of their products over their sum (causal: %s)", (causal) => {
    const m = 7;
    const head = openHead(input, { scale, causal });
    const { row } = performer.estimate(head, new Float64Array(n).fill(1), m, stream(12, "rows"));
    const directions = orthogonalDirections(m, d, stream(12, "rows"));
    const [q, k] = [input.queries, input.keys].map((points) => lnFeatures(points, head, directions).map(Math.exp));
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      row!(i, out);
      const weights = Array.from({ length: causal ? i + 1 : n }, (_, j) =>
        dot(q!.subarray(i * m, (i + 1) * m), k!.subarray(j * m, (j + 1) * m)),
      );
      const sum = weights.reduce((total, x) => total + x, 0);
      for (let j = 0; j < n; j++) expect(out[j]).toBeCloseTo((weights[j] ?? 0) / sum, 12);
    }
  });

  it("bring rows ten times nearer to the exact ones where they are a thousand times as many", () => {
    const head = openHead(input, { scale: 0.1, causal: false }); // small: the tail of the features is light
    const exact = headOutput(head, input.keys);
    const [few, many] = [10, 10000].map((m) => {
      const estimate = performer.estimate(head, input.keys, m, stream(12, "many"));
      return estimateErrors(head, exact, estimate).variation!;
    });
    expect(many! / few!).toBeLessThan(0.1); // about 1 / sqrt(1000)
  });

  it("stay finite where exponentials of the logits would not", () => {
    const head = openHead(input, { scale: 2000, causal: false });
    const { output } = performer.estimate(head, new Float64Array(n).fill(1), 3, stream(12, "large"));
    for (const x of output) expect(x).toBeCloseTo(1, 9);
  });
});
