import { describe, expect, it } from "vitest";
import { fillNormal, stream } from "../../../src/kit/random/index.js";
import { gaussianInput, openHead, polynomialRow, polynomialSketch } from "../../../src/practical/index.js";
import { sketchSquares } from "../../../src/practical/estimators/polynomial-sketch.js";

const [n, d] = [10, 4];
const input = gaussianInput({ n, d }, stream(14, "polynomial"));
const dot = (i: number, j: number): number => {
  let sum = 0;
  for (let f = 0; f < d; f++) sum += input.queries[i * d + f]! * input.keys[j * d + f]!;
  return sum;
};
const ones = new Float64Array(n).fill(1);

describe("the kernel of degree 4", () => {
  it.each([true, false])("has rows in proportion to (q . k)^4 (causal: %s)", (causal) => {
    const head = openHead(input, { scale: 3, causal });
    const row = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      polynomialRow(head, i, row);
      const seen = causal ? i + 1 : n;
      let sum = 0;
      for (let j = 0; j < seen; j++) sum += dot(i, j) ** 4;
      for (let j = 0; j < n; j++) expect(row[j]).toBeCloseTo(j < seen ? dot(i, j) ** 4 / sum : 0, 13);
    }
  });
});

describe("its sketch", () => {
  it("has products of mean (q . k)^2: within 5 standard errors of 20,000 entries, which by chance fails once in a million", () => {
    const r = 20000;
    const projections = new Float64Array(2 * r * d);
    fillNormal(stream(14, "projections"), projections);
    const [q, k] = [sketchSquares(input.queries, projections, d), sketchSquares(input.keys, projections, d)];
    for (const [i, j] of [
      [0, 1],
      [3, 3],
      [7, 2],
    ] as const) {
      const terms = Array.from({ length: r }, (_, t) => r * q[i * r + t]! * k[j * r + t]!);
      const mean = terms.reduce((sum, x) => sum + x, 0) / r;
      const error = Math.sqrt(terms.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (r - 1) / r);
      expect(Math.abs(mean - dot(i, j) ** 2)).toBeLessThan(5 * error);
    }
  });

  it("weighs keys by the squared products of sketches, which are never negative", () => {
    const r = 3;
    const head = openHead(input, { scale: 1, causal: false });
    const { row } = polynomialSketch.estimate(head, ones, r, stream(14, "rows"));
    const projections = new Float64Array(2 * r * d);
    fillNormal(stream(14, "rows"), projections);
    const [q, k] = [sketchSquares(input.queries, projections, d), sketchSquares(input.keys, projections, d)];
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const weights = Array.from({ length: n }, (_, j) => {
        let product = 0;
        for (let t = 0; t < r; t++) product += q[i * r + t]! * k[j * r + t]!;
        return product ** 2;
      });
      const sum = weights.reduce((total, x) => total + x, 0);
      row!(i, out);
      for (let j = 0; j < n; j++) expect(out[j]).toBeCloseTo(weights[j]! / sum, 12);
    }
  });

  it("comes nearer to the kernel with more entries", () => {
    const head = openHead(input, { scale: 1, causal: false });
    const [kernel, sketched] = [new Float64Array(n), new Float64Array(n)];
    const variation = (r: number): number => {
      const { row } = polynomialSketch.estimate(head, ones, r, stream(14, "nearer"));
      let sum = 0;
      for (let i = 0; i < n; i++) {
        row!(i, sketched);
        polynomialRow(head, i, kernel);
        sum += sketched.reduce((total, x, j) => total + Math.abs(x - kernel[j]!) / 2, 0) / n;
      }
      return sum;
    };
    expect(variation(100) / variation(4)).toBeLessThan(0.5); // falls like 1 / sqrt(r) in the end
  });
});
