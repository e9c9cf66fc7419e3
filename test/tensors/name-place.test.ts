import { describe, expect, test } from "vitest";
import { namesLike, usualNames } from "../../src/tensors/name-place.js";

describe("usual names", () => {
  test.each([
    ["q", {}],
    ["Q", {}],
    ["queries", {}],
    ["layers.3.q", { layer: 3 }],
    ["layer_3/query", { layer: 3 }],
    ["layer3.q", { layer: 3 }],
    ["q_3", { layer: 3 }],
    ["q12", { layer: 12 }],
    ["dump/03/q", { layer: 3 }],
    ["model.layers.3.attn.q", { layer: 3 }],
    ["run2/blocks.7.q", { layer: 7 }],
    ["layer3_head5_q", { layer: 3, head: 5 }],
    ["batch.1.layer.0.heads.2.q", { batch: 1, layer: 0, head: 2 }],
    ["head5_q", { head: 5 }],
  ])("%s are queries", (name, place) => {
    expect(usualNames("q")(name)).toEqual(place);
  });

  test.each(["", "3", "qk", "q_norm", "layers.3.self_attn.q_proj.weight", "constructor", "constructor.3", "k"])(
    "%j are none",
    (name) => {
      expect(usualNames("q")(name)).toBeUndefined();
    },
  );

  test("of keys, values, logits and probabilities", () => {
    expect(usualNames("k")("layers.3.keys")).toEqual({ layer: 3 });
    expect(usualNames("v")("layers.3.v")).toEqual({ layer: 3 });
    expect(usualNames("logits")("scores_2")).toEqual({ layer: 2 });
    expect(usualNames("probabilities")("layer.2.attentions")).toEqual({ layer: 2 });
  });

  test("with two numbers of which neither is a layer say no place", () => {
    expect(usualNames("q")("run2/epoch3/q")).toEqual({});
  });
});

describe("names like a pattern", () => {
  test.each([
    ["layers.{layer}.q", "layers.3.q", { layer: 3 }],
    ["h{head}-{layer}-b{batch}", "h5-3-b1", { head: 5, layer: 3, batch: 1 }],
    ["*/{layer}/hook_q", "a/b/3/hook_q", { layer: 3 }],
    ["q", "q", {}],
    ["a.b(c)+[d]", "a.b(c)+[d]", {}],
  ])("%s: %s", (pattern, name, place) => {
    expect(namesLike(pattern)(name)).toEqual(place);
  });

  test.each([
    ["layers.{layer}.q", "layers.x.q"],
    ["layers.{layer}.q", "layersX3Xq"],
    ["q", "q2"],
    ["q", "aq"],
  ])("%s: not %s", (pattern, name) => {
    expect(namesLike(pattern)(name)).toBeUndefined();
  });

  test.each(["{layers}.q", "{layer}.{layer}.q", "{}"])("%s is refused", (pattern) => {
    expect(() => namesLike(pattern)).toThrow(
      `a name's placeholders must be {layer}, {batch} and {head}, once each, got ${pattern}`,
    );
  });
});
