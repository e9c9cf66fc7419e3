import { describe, expect, it } from "vitest";
import { softmax } from "../../src/attention/softmax.js";
import {
  capturedMass,
  clustersInput,
  compareMethods,
  firstMeasured,
  gaussianInput,
  headOutput,
  ideal,
  keptRow,
  METHODS,
  openHead,
  outputErrorSquared,
  recencyInput,
  rowErrorSquared,
  sinkInput,
  slidingWindow,
  type Head,
} from "../../src/practical/index.js";
import { stream } from "../../src/kit/random/index.js";

const [n, d, k] = [24, 6, 8];
const input = gaussianInput({ n, d }, stream(9, "compare"));
const values = gaussianInput({ n, d }, stream(9, "values")).keys;
const dense = (i: number, causal: boolean): Float64Array => {
  const row = new Float64Array(n);
  const seen = causal ? i + 1 : n;
  const z = Float64Array.from({ length: seen }, (_, j) => {
    let sum = i === 2 && j === 1 ? 0.5 : 0;
    for (let f = 0; f < d; f++) sum += (1.3 / Math.sqrt(d)) * input.queries[i * d + f]! * input.keys[j * d + f]!;
    return sum;
  });
  row.set(softmax(z));
  return row;
};

const squaresOf = (row: Float64Array): number => row.reduce((sum, x) => sum + x * x, 0);

describe.each([true, false])("errors of kept rows (causal: %s)", (causal) => {
  const head: Head = openHead({ ...input, bias: (i, j) => (i === 2 && j === 1 ? 0.5 : 0) }, { scale: 1.3, causal });
  const kept = slidingWindow.choose(head, k, stream(9, "none"));
  /** The renormalised row, entry by entry. */
  const sparse = (i: number): Float64Array => {
    const row = new Float64Array(n);
    const p = dense(i, causal);
    const keys = Array.from(keptRow(head, kept, i));
    const mass = keys.reduce((sum, j) => sum + p[j]!, 0);
    for (const j of keys) row[j] = p[j]! / mass;
    return row;
  };

  it("are those of the definitions", () => {
    const exact = headOutput(head, values);
    for (let i = 0; i < n; i++) {
      const difference = sparse(i).map((x, j) => x - dense(i, causal)[j]!);
      const mass = capturedMass(head, kept, i);
      expect(mass).toBeCloseTo(1 - difference.reduce((sum, x) => sum + Math.abs(x), 0) / 2, 13);
      expect(rowErrorSquared(head, kept, i, { mass, squares: squaresOf(dense(i, causal)) })).toBeCloseTo(
        difference.reduce((sum, x) => sum + x * x, 0),
        13,
      );
      let squares = 0;
      for (let f = 0; f < d; f++) squares += difference.reduce((sum, x, j) => sum + x * values[j * d + f]!, 0) ** 2;
      expect(outputErrorSquared(head, kept, exact, i, mass)).toBeCloseTo(squares, 12);
    }
  });

  it("are averaged over the rows that see half of the keys", () => {
    const first = causal ? n / 2 - 1 : 0;
    expect(firstMeasured(head)).toBe(first);
    const request = { methods: METHODS.slice(0, 1), windows: [k], outputs: [headOutput(head, values)] };
    const [{ methods, ideal }] = compareMethods(head, request, stream(9, "none")) as [
      ReturnType<typeof compareMethods>[0],
    ];
    let [mass, error, norm, outputError, outputNorm] = [0, 0, 0, 0, 0];
    for (let i = first; i < n; i++) {
      const [p, renormalised] = [dense(i, causal), sparse(i)];
      for (let f = 0; f < d; f++) {
        outputError += renormalised.reduce((sum, x, j) => sum + (x - p[j]!) * values[j * d + f]!, 0) ** 2;
        outputNorm += p.reduce((sum, x, j) => sum + x * values[j * d + f]!, 0) ** 2;
      }
      mass += capturedMass(head, kept, i) / (n - first);
      const squares = squaresOf(dense(i, causal));
      error += rowErrorSquared(head, kept, i, { mass: capturedMass(head, kept, i), squares });
      norm += squares;
    }
    expect(methods[0]!.mass).toBeCloseTo(mass, 13);
    expect(methods[0]!.l2).toBeCloseTo(Math.sqrt(error / norm), 12);
    expect(methods[0]!.output[0]).toBeCloseTo(Math.sqrt(outputError / outputNorm), 12);
    expect(ideal.mass).toBeGreaterThan(methods[0]!.mass);
  });
});

it("a head refuses shapes that do not fit", () => {
  expect(() => openHead({ ...input, n: n - 1 }, { scale: 1, causal: false })).toThrow(
    "openHead: queries and keys must",
  );
});

describe("the ideal top-k", () => {
  const shape = { n: 64, d: 8 };
  const source = stream(11, "ideal");
  const heads = {
    Gaussian: gaussianInput(shape, source),
    sink: sinkInput(shape, 4, source),
    clusters: clustersInput(shape, { M: 4, kappa: 0.8 }, source),
    recency: recencyInput(shape, 1),
  };

  it.each(Object.keys(heads) as (keyof typeof heads)[])("captures the most of every row (%s)", (name) => {
    const head = openHead(heads[name], { scale: 1, causal: true });
    for (const k of [5, 16, 32]) {
      const best = ideal.choose(head, k, source);
      for (const method of METHODS) {
        const kept = method.choose(head, k, source);
        for (let i = 31; i < 64; i++) {
          const excess = Math.log(capturedMass(head, kept, i) / capturedMass(head, best, i));
          expect(excess).toBeLessThanOrEqual(k * 2 ** -52); // two sums of k terms
        }
      }
    }
  });

  it("is strictly less with one key fewer, where a window holds the largest entries", () => {
    const head = openHead(heads.recency, { scale: 1, causal: true });
    const [window, fewer] = [slidingWindow.choose(head, 16, source), ideal.choose(head, 15, source)];
    for (let i = 31; i < 64; i++) expect(capturedMass(head, window, i)).toBeGreaterThan(capturedMass(head, fewer, i));
  });
});
