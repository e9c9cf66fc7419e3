import { describe, expect, it } from "vitest";
import { stream } from "../../../src/kit/random/index.js";
import { attentionRow, gaussianInput, openHead, sampledKeys } from "../../../src/practical/index.js";
import { inclusionProbabilities, systematicSample } from "../../../src/practical/estimators/sampled-keys.js";

const sizes = Float64Array.of(8, 1, 1, 2, 0.5, 20, 1.5, 3);
const total = (x: Iterable<number>): number => Array.from(x).reduce((sum, y) => sum + y, 0);

describe("probabilities of being drawn", () => {
  it("are in proportion to the sizes where none exceeds 1", () => {
    expect(Array.from(inclusionProbabilities(Float64Array.of(1, 2, 3, 4), 2))).toEqual([0.2, 0.4, 0.6, 0.8]);
  });

  it("are 1 for the largest and in proportion to the rest, one after the other; their sum is m", () => {
    const inclusion = inclusionProbabilities(sizes, 4);
    expect(inclusion[5]).toBe(1);
    expect(inclusion[0]).toBe(1); // of the 17 that are left, 8 times 3 keys
    expect(inclusion[7]! / inclusion[1]!).toBeCloseTo(3, 12);
    for (let m = 1; m <= sizes.length; m++) expect(total(inclusionProbabilities(sizes, m))).toBeCloseTo(m, 12);
    expect(Math.min(...inclusionProbabilities(sizes, sizes.length))).toBeCloseTo(1, 12);
  });
});

describe("a systematic sample", () => {
  it("draws m keys, each with its probability, over all starts", () => {
    const [m, starts] = [4, 500];
    const inclusion = inclusionProbabilities(sizes, m);
    const counts = new Float64Array(sizes.length);
    for (let t = 0; t < starts; t++) {
      const keys = systematicSample(inclusion, (t + 0.5) / starts);
      expect(keys).toHaveLength(m);
      expect(new Set(keys).size).toBe(m);
      for (const j of keys) counts[j]!++;
    }
    counts.forEach((count, j) => expect(Math.abs(count / starts - inclusion[j]!)).toBeLessThan(2 / starts));
  });

  it("gives unbiased numerators and normalisers: their means over all starts are those of the whole row", () => {
    const [n, d, starts] = [12, 3, 2000];
    const head = openHead(gaussianInput({ n, d }, stream(15, "sampled")), { scale: 1, causal: false });
    const p = attentionRow(head, 4);
    const inclusion = inclusionProbabilities(
      p.map((x) => x + 0.03),
      5,
    );
    let [numerator, normaliser] = [0, 0];
    for (let t = 0; t < starts; t++) {
      for (const j of systematicSample(inclusion, (t + 0.5) / starts)) {
        numerator += ((p[j]! / inclusion[j]!) * head.keys[j * d]!) / starts;
        normaliser += p[j]! / inclusion[j]! / starts;
      }
    }
    expect(normaliser).toBeCloseTo(1, 2);
    expect(numerator).toBeCloseTo(
      p.reduce((sum, x, j) => sum + x * head.keys[j * d]!, 0),
      2,
    );
  });
});

describe("sampled keys", () => {
  const [n, d] = [20, 3];
  const input = gaussianInput({ n, d }, stream(15, "keys"));

  it("are the same for all queries, with weights in proportion to the exponential over the probability", () => {
    const head = openHead(input, { scale: 1, causal: false });
    const { row } = sampledKeys.estimate(head, input.keys, 6, stream(15, "draw"));
    const [first, out] = [new Float64Array(n), new Float64Array(n)];
    row!(0, first);
    const drawn = Array.from(first.keys()).filter((j) => first[j]! > 0);
    expect(drawn).toHaveLength(6);
    const odds = (weights: Float64Array, i: number): number[] => {
      const ratios = drawn.map((j) => weights[j]! / attentionRow(head, i)[j]!);
      return ratios.map((ratio) => ratio / ratios[0]!);
    };
    for (let i = 1; i < n; i++) {
      row!(i, out);
      odds(out, i).forEach((x, t) => expect(x).toBeCloseTo(odds(first, 0)[t]!, 9));
    }
  });

  it("hold a key of large norm and one of a large value as often as their sizes say (within 5 standard errors of 400 draws)", () => {
    const [keys, values, queries] = [1, 1, 1].map((x) => new Float64Array(n * d).fill(x)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    keys.fill(2, 4 * d, 5 * d);
    values.fill(12, 9 * d, 10 * d);
    const head = openHead({ n, d, queries, keys }, { scale: 1, causal: false });
    const counts = new Float64Array(n);
    const out = new Float64Array(n);
    for (let draw = 0; draw < 400; draw++) {
      sampledKeys.estimate(head, values, 3, stream(15, "often", draw)).row!(0, out);
      out.forEach((x, j) => (counts[j]! += x > 0 ? 1 / 400 : 0));
    }
    // Sizes in units of the other keys': e^sqrt(3) for the logit, and the value's norm with the root mean square's beside it.
    const unit = (19 * d + 144 * d) / n;
    const large = Math.sqrt((144 * d + unit) / (d + unit));
    const sum = n - 2 + Math.exp(Math.sqrt(3)) + large;
    for (const [j, size] of [
      [4, Math.exp(Math.sqrt(3))],
      [9, large],
      [0, 1],
    ] as const) {
      const share = (3 * size) / sum;
      expect(Math.abs(counts[j]! - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / 400));
    }
  });

  it("count in the normaliser where their values are 0", () => {
    const head = openHead(input, { scale: 1, causal: false });
    const { output } = sampledKeys.estimate(head, new Float64Array(n), n - 1, stream(15, "zero"));
    expect(output.every((x) => x === 0)).toBe(true);
  });
});
