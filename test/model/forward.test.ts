import { describe, expect, it } from "vitest";
import { measureRows } from "../../src/attention/index.js";
import {
  captureHeads,
  crossEntropy,
  forward,
  forwardByDefinition,
  type CapturedHead,
  type LlamaConfig,
} from "../../src/model/index.js";
import { difference, TINY, tinyArrays, tinyModel, tinyTokens } from "./tiny-model.js";

const SHAPES: readonly { name: string; config: LlamaConfig; n: number }[] = [
  { name: "one token", config: TINY, n: 1 },
  { name: "less than a block", config: TINY, n: 7 },
  { name: "whole blocks", config: TINY, n: 32 },
  { name: "blocks and a rest", config: TINY, n: 53 },
  { name: "a head of keys for each of queries", config: { ...TINY, keyHeads: 6 }, n: 20 },
  { name: "one head of keys", config: { ...TINY, keyHeads: 1 }, n: 20 },
  { name: "heads together wider than the model", config: { ...TINY, headDim: 16, layers: 1 }, n: 20 },
  { name: "an output matrix of its own", config: { ...TINY, tied: false }, n: 20 },
];

describe("the forward pass", () => {
  it.each(SHAPES)("is the definition's: $name", ({ config, n }) => {
    const model = tinyModel(config);
    const tokens = tinyTokens(n);
    expect(difference(forward(model, tokens), forwardByDefinition(model, tokens))).toBeLessThan(3e-6);
  });

  it("never lets a later token change an earlier logit, not in the last bit", () => {
    const model = tinyModel();
    const tokens = tinyTokens(53);
    const whole = forward(model, tokens);
    for (const length of [1, 15, 16, 17, 40]) {
      const other = [...tokens.slice(0, length), ...tinyTokens(20)];
      for (const passage of [tokens.slice(0, length), other]) {
        const part = forward(model, passage).subarray(0, length * TINY.vocabulary);
        expect(part).toEqual(whole.subarray(0, length * TINY.vocabulary));
      }
    }
    expect(difference(forward(model, [...tokens.slice(1)]).subarray(-37), whole.subarray(-37))).toBeGreaterThan(1e-3);
  });

  it("gives one passage the same numbers whatever passages came before", () => {
    const tokens = tinyTokens(33);
    const model = tinyModel();
    const first = forward(model, tokens);
    forward(model, tinyTokens(80));
    forward(tinyModel({ ...TINY, layers: 1 }), tinyTokens(5));
    expect(forward(model, tokens)).toEqual(first);
  });

  it("shows each head's queries, keys and values, from which its attention follows", () => {
    const tokens = tinyTokens(24);
    const heads: CapturedHead[] = [];
    forward(tinyModel(), tokens, { capture: (head) => heads.push(head) });
    expect(heads.map(({ layer, head, keyHead }) => [layer, head, keyHead])).toEqual(
      [0, 1].flatMap((layer) => [0, 1, 2, 3, 4, 5].map((head) => [layer, head, Math.floor(head / 3)])),
    );
    const seen: number[][] = [];
    const rule = () => (row: { position: number; attention: () => ArrayLike<number> }, kept: Uint8Array) => {
      if (row.position === 23) seen.push(Array.from(row.attention()));
      kept.fill(1);
    };
    forward(tinyModel(), tokens, { attention: rule });
    heads.forEach(({ d, queries, keys, values }, h) => {
      expect([d, queries.length, keys.length, values.length]).toEqual([10, 240, 240, 240]);
      const source = { kind: "keys", d, queries, keys, scale: 1 / Math.sqrt(d), causal: true } as const;
      const { largest } = measureRows(source, { windows: [1], thresholds: [] });
      expect(Math.max(...seen[h]!)).toBeCloseTo(largest[23]!, 5);
    });
  });

  it("shows the same heads where no logits are wanted", () => {
    const tokens = tinyTokens(37);
    const [whole, alone]: CapturedHead[][] = [[], []];
    forward(tinyModel(), tokens, { capture: (head) => whole!.push(head) });
    captureHeads(tinyModel(), tokens, (head) => alone!.push(head));
    expect(alone).toEqual(whole);
    expect(() => captureHeads(tinyModel(), [99], () => undefined)).toThrow(
      "captureHeads: tokens must be integers in [0, 37)",
    );
  });

  it("does not use again what it has shown", () => {
    const model = tinyModel();
    const tokens = tinyTokens(20);
    const shown: CapturedHead[] = [];
    forward(model, tokens, { capture: (head) => shown.push(head) });
    const before = shown.map(({ queries, keys, values }) => [queries, keys, values].map((x) => x.slice()));
    forward(model, tinyTokens(20).reverse());
    expect(shown.map(({ queries, keys, values }) => [queries, keys, values])).toEqual(before);
  });
});

describe("the forward pass refuses", () => {
  const model = tinyModel();

  it.each([
    { tokens: [], message: "forward: tokens must be from 1 to 80, got 0" },
    { tokens: tinyTokens(81), message: "forward: tokens must be from 1 to 80, got 81" },
    { tokens: [0, 37], message: "forward: tokens must be integers in [0, 37), got 37 at index 1" },
    { tokens: [-1], message: "forward: tokens must be integers in [0, 37), got -1 at index 0" },
    { tokens: [0, 1, 2.5], message: "forward: tokens must be integers in [0, 37), got 2.5 at index 2" },
  ])("$message", ({ tokens, message }) => {
    expect(() => forward(model, tokens)).toThrow(new RangeError(message));
  });

  it("to run a model from within its own rule, and runs it again afterwards", () => {
    const rule = () => () => void forward(model, [1]);
    expect(() => forward(model, [1, 2], { attention: rule })).toThrow(
      "forward: a rule or a capture must not run the model that calls it",
    );
    expect(forward(model, [1])).toHaveLength(37);
  });

  it.each([
    { name: "model.layers.1.self_attn.k_proj.weight", where: "others in layer 1, head 0, row 0" },
    { name: "model.layers.1.mlp.down_proj.weight", where: "NaN in row 0, token 0" },
  ])("weights with which numbers leave their range: $name", ({ name, where }) => {
    const arrays = tinyArrays();
    arrays.get(name)!.data.fill(3e38);
    expect(() => forward(tinyModel(TINY, arrays), [1, 2])).toThrow(`forward: logits must be finite, got ${where}`);
  });
});

describe("the cross entropy", () => {
  it("is -log2 of the probability that the row before gives a token", () => {
    const logits = Float32Array.of(0, 0, Math.log(2), 0, 5, 5, 9, 9, 9);
    const bits = crossEntropy(logits, [1, 2, 0]);
    expect(bits).toHaveLength(2);
    expect(bits[0]).toBeCloseTo(1, 7); // 2 of 1 + 1 + 2
    expect(bits[1]).toBeCloseTo(Math.log2((2 + Math.exp(-5)) / Math.exp(-5)), 6);
  });

  it("is that of independent draws for a model that knows nothing", () => {
    const bits = crossEntropy(new Float32Array(4 * 256).fill(3), [7, 8, 9, 255]);
    expect(difference(bits, [8, 8, 8])).toBeLessThan(1e-15);
  });

  it("does not overflow", () => {
    expect(crossEntropy(Float32Array.of(3e38, 0, 0, 0), [0, 0])[0]).toBe(0);
  });

  it("refuses logits of other tokens", () => {
    expect(() => crossEntropy(new Float32Array(5), [0, 1])).toThrow(
      "crossEntropy: logits must be a row for each of 2 tokens, got 5 numbers",
    );
    expect(() => crossEntropy(new Float32Array(4), [0, 2])).toThrow(
      "crossEntropy: tokens must be in [0, 2), got 2 at index 1",
    );
  });
});
