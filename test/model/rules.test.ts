import { describe, expect, it } from "vitest";
import { selectLargest } from "../../src/attention/select.js";
import { forward, forwardByDefinition, type AttentionRule, type HeadPlace } from "../../src/model/index.js";
import { difference, tinyModel, tinyTokens } from "./tiny-model.js";

const model = tinyModel();
const tokens = tinyTokens(53);

const keepAll: AttentionRule = () => (_, kept) => kept.fill(1);

/** StreamingLLM: the first keys and the last ones. */
const sinksAndWindow: AttentionRule = () => (row, kept) => {
  kept.fill(1, 0, 2);
  kept.fill(1, Math.max(0, row.position - 5));
};

/** Ideal top-k, k growing with the row. */
const largest: AttentionRule = () => (row, kept) => {
  const attention = Float64Array.from(row.attention());
  const [level] = selectLargest(attention.slice(), [Math.ceil(Math.sqrt(attention.length))]);
  attention.forEach((p, j) => (kept[j] = p >= level! ? 1 : 0));
};

/** The fewest keys that hold 0.7 of the row. */
const topP: AttentionRule = () => (row, kept) => {
  const attention = row.attention();
  let mass = 0;
  for (const j of Array.from(attention.keys()).sort((a, b) => attention[b]! - attention[a]!)) {
    if (mass < 0.7) kept[j] = 1;
    mass += attention[j]!;
  }
};

/** H2O: a cache of eight, the last four and those of most attention so far; what is given up does not come back. */
const heavyHitters: AttentionRule = ({ length }) => {
  const scores = new Float64Array(length);
  const cache = new Set<number>();
  return (row, kept) => {
    cache.add(row.position);
    const old = [...cache].filter((j) => j < row.position - 3);
    if (cache.size > 8) cache.delete(old.reduce((least, j) => (scores[j]! < scores[least]! ? j : least)));
    const attention = row.attention();
    for (const j of cache) {
      scores[j]! += attention[j]!;
      kept[j] = 1;
    }
  };
};

const RULES = { sinksAndWindow, largest, topP, heavyHitters };

describe("a rule for attention", () => {
  it("that keeps all keys gives exact attention, to the last bit", () => {
    const exact = forward(model, tokens);
    const looking: AttentionRule = () => (row, kept) => {
      row.attention();
      kept.fill(1);
    };
    expect(forward(model, tokens, { attention: keepAll })).toEqual(exact);
    expect(forward(model, tokens, { attention: looking })).toEqual(exact);
    expect(forward(model, tokens, { attention: () => undefined })).toEqual(exact);
  });

  it.each(Object.entries(RULES))("is the definition's: %s", (_, attention) => {
    const actual = forward(model, tokens, { attention });
    expect(difference(actual, forwardByDefinition(model, tokens, { attention }))).toBeLessThan(1e-5);
    expect(difference(actual, forward(model, tokens))).toBeGreaterThan(1e-2);
  });

  it("sees every row once, heads one after another, rows in order, its logits, their softmax and no mark", () => {
    const rows: string[] = [];
    const places: HeadPlace[] = [];
    const attention: AttentionRule = (place) => {
      places.push(place);
      return (row, kept) => {
        rows.push(`${place.layer} ${place.head} ${row.position}`);
        expect([row.logits.length, kept.length]).toEqual([row.position + 1, row.position + 1]);
        expect(kept.every((mark) => mark === 0)).toBe(true);
        const top = Math.max(...row.logits);
        const weights = Array.from(row.logits, (z) => Math.exp(z - top));
        const sum = weights.reduce((total, w) => total + w, 0);
        const shares = row.attention();
        weights.forEach((w, j) => expect(shares[j]).toBeCloseTo(w / sum, 6));
        expect(row.attention()).toEqual(shares);
        kept.fill(1);
      };
    };
    forward(model, tokens.slice(0, 18), { attention });
    const heads = [0, 1].flatMap((layer) => [0, 1, 2, 3, 4, 5].map((head) => ({ layer, head, length: 18 })));
    expect(places).toEqual(heads);
    expect(rows).toEqual(
      heads.flatMap(({ layer, head }) => Array.from({ length: 18 }, (_, i) => `${layer} ${head} ${i}`)),
    );
  });

  it("sees the same row whenever it looks, and may look at some rows of a block only", () => {
    const looking: AttentionRule = (place) => (row, kept) => {
      if (row.position % 7 === 3) expect(row.logits).toBe(row.logits);
      if (row.position % 7 === 5) row.attention();
      sinksAndWindow(place)!(row, kept);
    };
    expect(forward(model, tokens, { attention: looking })).toEqual(
      forward(model, tokens, { attention: sinksAndWindow }),
    );
  });

  it("may leave some heads exact", () => {
    const one =
      (layer: number, head: number): AttentionRule =>
      (place) =>
        place.layer === layer && place.head === head ? sinksAndWindow(place) : undefined;
    const attention = one(1, 4);
    const actual = forward(model, tokens, { attention });
    expect(difference(actual, forwardByDefinition(model, tokens, { attention }))).toBeLessThan(1e-5);
    expect(difference(actual, forward(model, tokens))).toBeGreaterThan(1e-3);
  });

  it("may keep keys whose share of the exact row is too small for a number", () => {
    const steep = tinyModel();
    // A factor on all queries takes most logits far below their row's largest.
    steep.layers.forEach(({ query }) => query.forEach((w, i) => (query[i] = 200 * w)));
    let beyond = 0;
    const smallest: AttentionRule = () => (row, kept) => {
      const order = Array.from(row.logits.keys()).sort((a, b) => row.logits[a]! - row.logits[b]!);
      for (const j of order.slice(0, 3)) kept[j] = 1;
      if (order.length > 3 && row.attention()[order[2]!] === 0) beyond++;
    };
    const actual = forward(steep, tokens, { attention: smallest });
    expect(beyond).toBeGreaterThan(100);
    // Below the cut-off exact shares are 0 in float32 and not in float64, kept ones alike; steep rows round coarsely.
    expect(difference(actual, forwardByDefinition(steep, tokens, { attention: smallest }))).toBeLessThan(1e-2);
  });

  it("is refused a row of which it keeps nothing", () => {
    const attention: AttentionRule =
      ({ layer, head }) =>
      (row, kept) => {
        if (layer !== 1 || head !== 2 || row.position !== 9) kept[0] = 1;
      };
    const message = "forward: a rule must keep at least one key, got 0 in layer 1, head 2, row 9";
    expect(() => forward(model, tokens, { attention })).toThrow(new RangeError(message));
    expect(() => forwardByDefinition(model, tokens, { attention })).toThrow(new RangeError(message));
  });
});
