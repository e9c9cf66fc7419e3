import { multiply, pinv, type Matrix } from "mathjs";
import { describe, expect, it } from "vitest";
import { softmax } from "../../../src/attention/softmax.js";
import { gaussianInput, headOutput, nystromformer, openHead } from "../../../src/practical/index.js";
import { nystromOutput, pseudoInverse } from "../../../src/practical/estimators/nystromformer.js";
import { stream } from "../../../src/kit/random/index.js";

const [n, d, w, scale] = [12, 3, 4, 1.5];
const input = gaussianInput({ n, d }, stream(13, "nystrom"));
const values = gaussianInput({ n, d: w }, stream(13, "values")).keys;
const head = openHead(input, { scale, causal: false });
const rowsOf = (flat: Float64Array, width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)));
/** Enough steps for the iteration to end. */
const ALL = 80;

/** softmax(Q K~^T) pinv(softmax(Q~ K~^T)) softmax(Q~ K^T) V, with mathjs's pseudo-inverse. */
function byDefinition(segments: readonly (readonly number[])[], inverse: (a: number[][]) => number[][]): number[][] {
  const means = (rows: number[][]): number[][] =>
    segments.map((segment) =>
      Array.from({ length: d }, (_, f) => segment.reduce((sum, i) => sum + rows[i]![f]!, 0) / segment.length),
    );
  const kernel = (a: number[][], b: number[][]): number[][] =>
    a.map((q) =>
      Array.from(
        softmax(Float64Array.from(b, (k) => (scale * q.reduce((sum, x, f) => sum + x * k[f]!, 0)) / Math.sqrt(d))),
      ),
    );
  const [q, k] = [rowsOf(input.queries, d), rowsOf(input.keys, d)];
  const [qm, km] = [means(q), means(k)];
  return [inverse(kernel(qm, km)), kernel(qm, k), rowsOf(values, w)].reduce(
    (product, next) => multiply(product, next),
    kernel(q, km),
  );
}

const pinvOf = (a: number[][]): number[][] => pinv(a as unknown as Matrix) as unknown as number[][];
const close = (actual: Float64Array, expected: number[][], digits: number): void =>
  rowsOf(actual, w).forEach((row, i) => row.forEach((x, f) => expect(x).toBeCloseTo(expected[i]![f]!, digits)));

describe("Nyström's approximation", () => {
  it("is exact where every query and key is a landmark", () => {
    close(nystromOutput(head, values, n, ALL), rowsOf(headOutput(head, values).output, w), 7);
  });

  it("is the definition's, with mathjs's pseudo-inverse, once the iteration has ended", () => {
    close(
      nystromOutput(head, values, 3, ALL),
      byDefinition(
        [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
          [8, 9, 10, 11],
        ],
        pinvOf,
      ),
      9,
    );
  });

  it("takes segments as equal as can be where m does not divide n", () => {
    const segments = [
      [0, 1],
      [2, 3],
      [4, 5, 6],
      [7, 8],
      [9, 10, 11],
    ];
    close(nystromOutput(head, values, 5, ALL), byDefinition(segments, pinvOf), 6);
  });

  it("takes six steps for its estimate, as its authors do", () => {
    const six = (a: number[][]): number[][] => rowsOf(pseudoInverse(Float64Array.from(a.flat()), 3, 6), 3);
    const expected = byDefinition(
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
      six,
    );
    close(nystromformer.estimate(head, values, 3, stream(13, "none")).output, expected, 11);
  });
});

describe("the iteration for the pseudo-inverse", () => {
  const a = Float64Array.of(0.5, 0.3, 0.2, 0.1, 0.7, 0.2, 0.25, 0.25, 0.5);

  it("begins with the transpose over the largest sums of a row and of a column", () => {
    const start = pseudoInverse(a, 3, 0); // rows sum to 1; columns to .85, 1.25, .9
    expect(start[1]).toBeCloseTo(0.1 / 1.25, 14);
    expect(start[3]).toBeCloseTo(0.3 / 1.25, 14);
  });

  it("is one step of its recurrence, and ends at the inverse", () => {
    const [rows, z] = [rowsOf(a, 3), rowsOf(pseudoInverse(a, 3, 0), 3)];
    const product = multiply(rows, z);
    const minus = (c: number, x: number[][]): number[][] =>
      x.map((row, i) => row.map((entry, j) => (i === j ? c : 0) - entry));
    const inner = minus(13, multiply(product, minus(15, multiply(product, minus(7, product)))));
    const step = multiply(z, inner);
    rowsOf(pseudoInverse(a, 3, 1), 3).forEach((row, i) =>
      row.forEach((x, j) => expect(x).toBeCloseTo(step[i]![j]! / 4, 13)),
    );
    const inverse = pinvOf(rows);
    rowsOf(pseudoInverse(a, 3, ALL), 3).forEach((row, i) =>
      row.forEach((x, j) => expect(x).toBeCloseTo(inverse[i]![j]!, 11)),
    );
  });
});
