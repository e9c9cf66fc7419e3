import { describe, expect, it } from "vitest";
import { affordableNames, ESTIMATE_KEYS, headErrors } from "../../src/claims/trained-attention/estimates.js";
import { HEADS, INDUCTION, LOCAL, THIN } from "../../src/claims/trained-attention/heads.js";
import { exponentOf } from "../../src/claims/trained-attention/reads.js";
import { chosenPassages, COPIES, HeadSample, PROSE } from "../../src/claims/trained-attention/samples.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";
import { growingLengths } from "../../src/measure/passages/passage-figures.js";
import { heldOut, trainedModel } from "../../src/model/index.js";

describe("the heads", () => {
  it("are the model's, each in one group", async () => {
    const { config } = await trainedModel();
    expect(HEADS).toHaveLength(config.layers * config.heads);
    expect([HEADS[0], HEADS[5], HEADS[15]]).toEqual(["L0H0", "L1H1", "L3H3"]);
    expect([THIN, ...INDUCTION, ...LOCAL].sort()).toEqual([...HEADS].sort());
  });

  it("are read passage by passage, by their names", () => {
    const passages = [0, 100].map((base) => HEADS.map((_, h) => base + h));
    expect([...new HeadSample(passages).of("L1H3", (x) => x)]).toEqual([7, 107]);
  });
});

describe("the passages", () => {
  it("of a claim and of its control are different ones, and with another seed others", () => {
    for (const share of [PROSE.quick, PROSE.full, COPIES]) {
      const of = (role: "claim" | "control", seed: number): number[] =>
        chosenPassages(96, share, role, stream(seed, "x"));
      const both = [...of("claim", 1), ...of("control", 1)];
      expect(both).toHaveLength(share.claim + share.control);
      expect(new Set(both).size).toBe(both.length);
      expect(of("claim", 2)).not.toEqual(of("claim", 1));
    }
  });

  it("are as many as there are, in the full profile", () => {
    expect(PROSE.full.claim + PROSE.full.control).toBe(heldOut().text.length);
    expect(COPIES.claim + COPIES.control).toBeLessThanOrEqual(heldOut().copy.length);
  });
});

describe("the exponent of the needed keys", () => {
  const lnN = growingLengths(1024).map(Math.log);

  it("is that of an exact power", () => {
    expect(exponentOf(lnN.map((x) => 0.3 + 0.7 * x))).toBeCloseTo(0.7, 12);
  });

  it("is the slope of the normal equations", () => {
    const y = lnN.map((x, r) => 0.5 * x + Math.sin(3 * r));
    const [n, sx, sy] = [lnN.length, lnN.reduce((a, b) => a + b, 0), y.reduce((a, b) => a + b, 0)];
    const sxx = lnN.reduce((a, x) => a + x * x, 0);
    const sxy = lnN.reduce((a, x, r) => a + x * y[r]!, 0);
    expect(exponentOf(y)).toBeCloseTo((n * sxy - sx * sy) / (n * sxx - sx * sx), 10);
  });
});

describe("methods at equal cost on a captured head", () => {
  const [n, d] = [64, 4];
  const [queries, keys, values] = [0, 1, 2].map((which) => {
    const entries = new Float64Array(n * d);
    fillNormal(stream(3, "captured", which), entries);
    return Float32Array.from(entries);
  });
  const captured = { layer: 0, head: 0, keyHead: 0, d, queries: queries!, keys: keys!, values: values! };
  const errors = headErrors(captured, stream(4, "methods"));

  /** What is left of the causal row's output where only some of its keys are kept, by the definition. */
  function error(kept: (weights: number[], i: number) => number[]): number {
    let [wrong, whole] = [0, 0];
    for (let i = n / 2 - 1; i < n; i++) {
      const products = Array.from({ length: i + 1 }, (_, j) =>
        [0, 1, 2, 3].reduce((sum, f) => sum + queries![i * d + f]! * keys![j * d + f]!, 0),
      );
      const weights = products.map((product) => Math.exp(product / Math.sqrt(d)));
      const exact = average(weights, (j) => j);
      const chosen = kept(weights, i);
      const sparse = average(
        chosen.map((j) => weights[j]!),
        (at) => chosen[at]!,
      );
      for (let f = 0; f < d; f++) {
        wrong += (sparse[f]! - exact[f]!) ** 2;
        whole += exact[f]! ** 2;
      }
    }
    return Math.sqrt(wrong / whole);
  }

  function average(weights: readonly number[], keyAt: (at: number) => number): number[] {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return Array.from({ length: d }, (_, f) =>
      weights.reduce((total, weight, at) => total + (weight / sum) * values![keyAt(at) * d + f]!, 0),
    );
  }

  it("keep the largest entries of a causal row, or its last keys", () => {
    const largest = (weights: number[]): number[] =>
      [...weights.keys()].sort((a, b) => weights[b]! - weights[a]!).slice(0, ESTIMATE_KEYS);
    expect(errors["ideal top-k"]!.output).toBeCloseTo(error(largest), 10);
    const last = (_: number[], i: number): number[] =>
      Array.from({ length: ESTIMATE_KEYS }, (_, back) => i - back).filter((j) => j >= 0);
    expect(errors["sliding window"]!.output).toBeCloseTo(error(last), 10);
  });

  it("are those that the budget buys, as the table names them", () => {
    expect(Object.keys(errors)).toEqual(affordableNames({ n, d, w: d }));
    expect(Object.keys(errors)).not.toContain("Nyströmformer");
  });
});
