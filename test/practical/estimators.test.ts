import { describe, expect, it } from "vitest";
import {
  affordable,
  attentionRow,
  costOfKeys,
  estimateErrors,
  ESTIMATORS,
  gaussianInput,
  headOutput,
  idealKeys,
  keptKeys,
  lshBuckets,
  nystromformer,
  openHead,
  performer,
  sampledKeys,
  seenKeys,
  sinkInput,
  valueMean,
  type Head,
} from "../../src/practical/index.js";
import { stream } from "../../src/kit/random/index.js";

const [n, d, w] = [24, 6, 5];
const shape = { n, d, w };
const values = gaussianInput({ n, d: w }, stream(11, "values")).keys;
const source = () => stream(11, "estimators");
const heads: Record<string, Head> = Object.fromEntries(
  [true, false].map((causal) => [
    causal ? "causal" : "bidirectional",
    openHead(gaussianInput({ n, d }, stream(11, "head")), { scale: 0.8, causal }),
  ]),
);
const all = [idealKeys, ...ESTIMATORS];
const cases = all.flatMap((estimator) =>
  Object.entries(heads)
    .filter(([, head]) => estimator.causal || !head.causal)
    .map(([name, head]) => [estimator.name, name, estimator, head] as const),
);
const someOf = (range: (n: number) => readonly [number, number]): number => Math.min(5, range(n)[1]);

describe("every estimator", () => {
  it.each(cases)(
    "%s, %s: its output is its rows times the values, and its rows are distributions",
    (...[, , estimator, head]) => {
      const { output, row } = estimator.estimate(head, values, someOf(estimator.range), source());
      expect(output).toHaveLength(n * w);
      expect(row === undefined).toBe(estimator === nystromformer);
      const weights = new Float64Array(n).fill(Number.NaN);
      for (let i = 0; row && i < n; i++) {
        row(i, weights);
        expect(weights.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
        expect(weights.every((x, j) => x >= 0 && (x === 0 || j < seenKeys(head, i)))).toBe(true);
        for (let f = 0; f < w; f++) {
          expect(output[i * w + f]).toBeCloseTo(
            weights.reduce((sum, x, j) => sum + x * values[j * w + f]!, 0),
            11,
          );
        }
      }
    },
  );

  it.each(cases)("%s, %s: is the same from the same stream", (...[, , estimator, head]) => {
    const again = () => estimator.estimate(head, values, someOf(estimator.range), source()).output;
    expect(again()).toEqual(again());
  });

  it.each(all.map((estimator) => [estimator.name, estimator] as const))(
    "%s: refuses what it is not defined for",
    (_, estimator) => {
      const head = heads.bidirectional!;
      for (const m of [0, 2.5, -1]) {
        expect(() => estimator.estimate(head, values, m, source())).toThrow(
          `${estimator.name}: the number of ${estimator.parameter} must be an integer in [`,
        );
      }
      expect(() => estimator.estimate(head, values.subarray(1), 1, source())).toThrow(
        "values must hold n w numbers, n = 24, got 119",
      );
      if (!estimator.causal) {
        expect(() => estimator.estimate(heads.causal!, values, 1, source())).toThrow(
          "the head must be bidirectional, got causal",
        );
      }
    },
  );

  it("that forms no logits refuses a head whose logits have a bias", () => {
    const head = openHead(sinkInput({ n, d }, 2, stream(11, "sink")), { scale: 1, causal: false });
    const refusing = ESTIMATORS.filter((estimator) => {
      try {
        estimator.estimate(head, values, someOf(estimator.range), source());
        return false;
      } catch (error) {
        return String(error).includes("must be products of queries and keys, got a bias");
      }
    });
    expect(refusing.map(({ name }) => name)).toEqual(["Performer", "Nyströmformer", "polynomial sketch"]);
  });

  it.each([
    ["ideal top-k", 5 * (6 + 5 + 1)],
    ["sliding window", 5 * (6 + 5 + 1)],
    ["LSH buckets", 5 * (6 + 5 + 1) + 4 * 10 * 6], // four rounds, ten buckets: five products each for a query and its key
    ["sampled keys", 5 * 6 + 5 + 5 + 5 * 12], // logits and squares of five queries a key, norm of a value, five kept keys
    ["Performer", 2 * (5 * 6 + 6) + 2 * 5 * 6], // features of a query and a key, sums of features times values
    ["Nyströmformer", 2 * 6 + 2 * 5 * 6 + 2 * 5 + 2 * 5 * 5 + (25 * 6 + 25 * 5 + 24 * 125) / 24],
    ["polynomial sketch", 2 * (2 * 5 * 6 + 5 + 25) + 2 * 25 * 6],
    ["mean of the values", 5],
  ])("%s: costs what its steps add up to at m = 5", (name, multiplyAdds) => {
    expect(all.find((estimator) => estimator.name === name)!.cost.of(shape, 5)).toBeCloseTo(multiplyAdds, 9);
  });
});

describe("equal cost", () => {
  it("is the largest m within the budget, and none where the budget buys none", () => {
    for (const estimator of all) {
      const m = affordable(estimator, shape, 200);
      if (m === undefined) continue;
      expect(estimator.cost.of(shape, m)).toBeLessThanOrEqual(200);
      if (m < Math.min(estimator.range(n)[1], 200)) expect(estimator.cost.of(shape, m + 1)).toBeGreaterThan(200);
    }
    expect(affordable(idealKeys, shape, costOfKeys(7, shape))).toBe(7);
    expect(affordable(idealKeys, shape, costOfKeys(99, shape))).toBe(n);
    expect(affordable(performer, shape, 30)).toBeUndefined();
    expect(affordable(valueMean, shape, 1e6)).toBe(1);
  });

  it("finds the m of a method whose choice costs less the more it keeps", () => {
    const hashed = keptKeys(lshBuckets, "counted");
    const costs = Array.from({ length: n }, (_, i) => hashed.cost.of(shape, i + 1));
    expect(costs[0]).toBeGreaterThan(costs[5]!);
    const least = Math.min(...costs);
    expect(affordable(hashed, shape, least)).toBe(costs.lastIndexOf(least) + 1);
    expect(affordable(hashed, shape, least - 1)).toBeUndefined();
  });
});

describe("errors of an estimate", () => {
  it("are those of the definitions, over the rows that see half of the keys", () => {
    for (const head of Object.values(heads)) {
      const estimate = performer.estimate(head, values, 4, source());
      const exact = headOutput(head, values);
      const row = new Float64Array(n);
      let [error, square, variation] = [0, 0, 0];
      const first = head.causal ? n / 2 - 1 : 0;
      for (let i = first; i < n; i++) {
        estimate.row!(i, row);
        const p = attentionRow(head, i);
        variation += row.reduce((sum, x, j) => sum + Math.max(0, x - (p[j] ?? 0)), 0) / (n - first);
        for (let f = 0; f < w; f++) {
          error += row.reduce((sum, x, j) => sum + (x - (p[j] ?? 0)) * values[j * w + f]!, 0) ** 2;
          square += exact.output[i * w + f]! ** 2;
        }
      }
      const errors = estimateErrors(head, exact, estimate);
      expect(errors.output).toBeCloseTo(Math.sqrt(error / square), 11);
      expect(errors.variation).toBeCloseTo(variation, 12);
    }
  });

  it("have no total variation where rows are no distribution", () => {
    const head = heads.bidirectional!;
    const estimate = nystromformer.estimate(head, values, 4, source());
    expect(estimateErrors(head, headOutput(head, values), estimate).variation).toBeUndefined();
  });

  it("vanish where every key is kept or sampled", () => {
    const head = heads.bidirectional!;
    for (const estimator of [idealKeys, sampledKeys]) {
      const errors = estimateErrors(head, headOutput(head, values), estimator.estimate(head, values, n, source()));
      expect(errors.output).toBeLessThan(1e-13);
      expect(errors.variation).toBeLessThan(1e-13);
    }
  });
});
