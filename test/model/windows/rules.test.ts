import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { softmax } from "../../../src/attention/softmax.js";
import { forward, forwardByDefinition, type AttentionRule } from "../../../src/model/index.js";
import {
  cachedHitters,
  keptOf,
  largestLogits,
  recentKeys,
  sinksAndRecent,
  topP,
  type RowKeys,
  type WindowStrategy,
} from "../../../src/model/windows/index.js";
import { difference, tinyModel, tinyTokens } from "../tiny-model.js";

const STRATEGIES: readonly WindowStrategy[] = [recentKeys, sinksAndRecent, largestLogits, cachedHitters];
const PLACE = { layer: 0, head: 0, length: 80 };

/** The keys that a rule keeps of rows of one head, each given by its logits. */
function keptKeys(rule: AttentionRule, rows: readonly (readonly number[])[]): number[][] {
  const keep = rule({ ...PLACE, length: rows.length })!;
  return rows.map((logits, position) => {
    const kept = new Uint8Array(logits.length);
    const values = Float64Array.from(logits);
    keep({ position, logits: values, attention: () => softmax(values) }, kept);
    return [...kept.keys()].filter((j) => kept[j] === 1);
  });
}

/** Rows of one head, the i-th with i + 1 logits; small integers, so that many are equal. */
const causalRows = fc
  .array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 }), { minLength: 12, maxLength: 12 })
  .map((rows) => rows.map((row, i) => row.slice(0, i + 1)));
const windows = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 });

const indices = (length: number): number[] => Array.from({ length }, (_, j) => j);

describe("a window of a given number of keys", () => {
  it.each([recentKeys, sinksAndRecent, largestLogits])("$name keeps so many, or all that there are", (strategy) => {
    fc.assert(
      fc.property(causalRows, windows, (rows, keys) => {
        const kept = keptKeys(
          strategy.rule((i) => keys[i]!),
          rows,
        );
        expect(kept.map(({ length }) => length)).toEqual(keys.map((k, i) => Math.min(k, i + 1)));
      }),
    );
  });

  it("of recent keys is the last ones", () => {
    const rows = indices(6).map((i) => indices(i + 1).map(() => 0));
    expect(
      keptKeys(
        recentKeys.rule(() => 3),
        rows,
      ).slice(2),
    ).toEqual([
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
    ]);
  });

  it("of StreamingLLM is the first four and the last ones, the query's own among them however few", () => {
    const row = (i: number): number[] => indices(i + 1).map(() => 0);
    const rows = indices(12).map(row);
    const last = (k: number): number[] =>
      keptKeys(
        sinksAndRecent.rule(() => k),
        rows,
      ).at(-1)!;
    expect(last(7)).toEqual([0, 1, 2, 3, 9, 10, 11]);
    expect(last(5)).toEqual([0, 1, 2, 3, 11]);
    expect(last(3)).toEqual([0, 1, 11]);
    expect(last(1)).toEqual([11]);
  });

  it("of the ideal choice is the largest logits, of equal ones the first", () => {
    fc.assert(
      fc.property(causalRows, windows, (rows, keys) => {
        const kept = keptKeys(
          largestLogits.rule((i) => keys[i]!),
          rows,
        );
        rows.forEach((row, i) => {
          const order = indices(row.length).sort((a, b) => row[b]! - row[a]! || a - b);
          expect(kept[i]).toEqual(order.slice(0, keys[i]).sort((a, b) => a - b));
        });
      }),
    );
  });

  it("of H2O is the recent half, and of the others those of most attention within the cache", () => {
    fc.assert(
      fc.property(causalRows, fc.integer({ min: 2, max: 8 }), (rows, k) => {
        const kept = keptKeys(
          cachedHitters.rule(() => k),
          rows,
        );
        expect(kept).toEqual(hittersByDefinition(rows, k));
      }),
    );
  });

  it("must be an integer of one key or more", () => {
    expect(() => keptOf(() => 0, 3)).toThrow("keptOf: a row must keep an integer number of keys >= 1, got 0 in row 3");
    expect(() => keptOf(() => 2.5, 0)).toThrow("got 2.5 in row 0");
  });
});

/** H2O with sets: what is kept of each row. */
function hittersByDefinition(rows: readonly (readonly number[])[], k: number): number[][] {
  const scores = new Map<number, number>();
  let cache: number[] = [];
  return rows.map((row, i) => {
    cache.push(i);
    scores.set(i, 0);
    if (cache.length > k) {
      const old = cache.filter((j) => j <= i - Math.floor(k / 2));
      const least = Math.min(...old.map((j) => scores.get(j)!));
      const out = old.find((j) => scores.get(j) === least)!;
      cache = cache.filter((j) => j !== out);
    }
    const attention = softmax(Float64Array.from(cache, (j) => row[j]!));
    cache.forEach((j, c) => scores.set(j, scores.get(j)! + attention[c]!));
    return [...cache];
  });
}

describe("top-p", () => {
  it("keeps the fewest keys that hold the share, of equal ones the first", () => {
    fc.assert(
      fc.property(causalRows, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (rows, p) => {
        const kept = keptKeys(topP(p), rows);
        rows.forEach((row, i) => {
          const attention = softmax(Float64Array.from(row));
          const order = indices(row.length).sort((a, b) => attention[b]! - attention[a]! || a - b);
          const mass = (count: number): number => order.slice(0, count).reduce((sum, j) => sum + attention[j]!, 0);
          const count = kept[i]!.length;
          // Sums in another order differ by rounding.
          expect(mass(count)).toBeGreaterThan(p - 1e-12);
          expect(mass(count - 1)).toBeLessThan(p + 1e-12);
          expect(kept[i]).toEqual(order.slice(0, count).sort((a, b) => a - b));
        });
      }),
    );
  });

  it("of the whole row keeps every key that has a share", () => {
    expect(keptKeys(topP(1), [[0], [1, 2], [3, -2000, 3]])).toEqual([[0], [0, 1], [0, 2]]);
  });

  it.each([0, -1, 1.5, NaN])("refuses p = %s", (p) => {
    expect(() => topP(p)).toThrow(`topP: p must be in (0, 1], got ${p}`);
  });
});

describe("the model under a window", () => {
  const model = tinyModel();
  const tokens = tinyTokens(41);

  it.each(STRATEGIES)("of all keys by $name is the model under exact attention, to the last bit", ({ rule }) => {
    expect(forward(model, tokens, { attention: rule(() => tokens.length) })).toEqual(forward(model, tokens));
  });

  it.each(STRATEGIES)("of few keys by $name is that of the definition", ({ rule }) => {
    const keys: RowKeys = (position) => 3 + (position % 3);
    const kernels = forward(model, tokens, { attention: rule(keys) });
    const definition = forwardByDefinition(model, tokens, { attention: rule(keys) });
    expect(difference(kernels, definition)).toBeLessThan(1e-4);
  });

  it("keeps as many keys as are counted: those of a rule, and all where there is none", () => {
    const { layers, heads } = model.config;
    const counted = (attention: AttentionRule): number => {
      let kept = NaN;
      forward(model, tokens, { attention, count: (keys) => void (kept = keys) });
      return kept;
    };
    const few = recentKeys.rule(() => 5);
    const ofFew = 1 + 2 + 3 + 4 + 5 * 37;
    expect(counted(few)).toBe(layers * heads * ofFew);
    expect(counted(() => undefined)).toBe((layers * heads * 41 * 42) / 2);
    const first: AttentionRule = (place) => (place.layer + place.head === 0 ? few(place) : undefined);
    expect(counted(first)).toBe(ofFew + ((layers * heads - 1) * 41 * 42) / 2);
  });
});
