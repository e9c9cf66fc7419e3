import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../../src/kit/random/index.js";
import { crossEntropy, forward, passageTokens, trainedModel, type LanguageModel } from "../../../src/model/index.js";
import { drawRecords, recentKeys, scoreInput, shuffled } from "../../../src/model/windows/index.js";

describe("records", () => {
  const { passage, answers } = drawRecords(stream(3, "records"), 256);

  it("fill the length, every key twice with one value, and every second value is an answer", () => {
    expect(passage).toHaveLength(256);
    const records = [...passage.matchAll(/<([a-z]{3}):([a-z]{4})> /g)];
    expect(records.map(([text]) => text).join("")).toBe(passage.trimStart());
    const keys = [...new Set(records.map(([, key]) => key))];
    expect(keys).toHaveLength(11);
    const seconds = keys.map((key) => {
      const twice = records.filter((record) => record[1] === key);
      const [first, second] = twice;
      expect(twice.map(([, , value]) => value)).toEqual([first![2], first![2]]);
      return { at: second!.index + 5, source: first!.index + 5, length: 4 };
    });
    expect(answers).toEqual(seconds.sort((a, b) => a.at - b.at));
  });

  it("are others under another stream, and need room for two", () => {
    expect(drawRecords(stream(4, "records"), 256).passage).not.toBe(passage);
    expect(() => drawRecords(stream(3, "records"), 21)).toThrow("drawRecords: length must be >= 22, got 21");
  });

  it("come in an order that is a permutation", () => {
    expect(shuffled(stream(3, "order"), 50).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});

describe("a score", () => {
  let model: LanguageModel;
  const lookup = {
    passage: "The ship <abc:wxyz>was old, and <abc:wxyz>the sea was calm that day.",
    answers: [{ at: 37, source: 14, length: 4 }],
  };

  beforeAll(async () => {
    model = await trainedModel();
  });

  it("is the mean bits of the bytes outside records, and of each answer's letters", () => {
    expect(lookup.passage.slice(37, 41)).toBe("wxyz");
    const tokens = passageTokens(lookup.passage);
    const bits = crossEntropy(forward(model, tokens), tokens);
    const mean = (places: number[]): number => places.reduce((sum, i) => sum + bits[i - 1]!, 0) / places.length;
    const inRecord = (i: number): boolean => (i >= 9 && i < 19) || (i >= 32 && i < 42);
    const prose = Array.from(tokens.keys()).filter((i) => i > 0 && !inRecord(i));
    const score = scoreInput(model, lookup, { from: 0, length: tokens.length }, undefined);
    expect(score.prose).toBeCloseTo(mean(prose), 12);
    expect(score.answers).toMatchObject([{ distance: 23, right: true }]);
    expect(score.answers[0]!.bits).toBeCloseTo(mean([37, 38, 39, 40]), 12);
    expect(score.kept).toBe((tokens.length * (tokens.length + 1)) / 2);
  });

  it("is right only where every letter is the likeliest", () => {
    const other = { ...lookup, passage: lookup.passage.replace(/wxyz>the/, "wxyq>the") };
    const [answer] = scoreInput(model, other, { from: 0, length: other.passage.length }, undefined).answers;
    expect(answer!.right).toBe(false);
  });

  it("of a stretch sees nothing before it, and leaves out answers whose first mention is not in it", () => {
    const from = 20;
    const stretch = { from, length: lookup.passage.length - from };
    const alone = { passage: lookup.passage.slice(from), answers: [] };
    const score = scoreInput(model, lookup, stretch, undefined);
    expect(score).toEqual(scoreInput(model, alone, { from: 0, length: stretch.length }, undefined));
    expect(score.answers).toEqual([]);
  });

  it("under a window counts the keys that rows keep, on average over the heads", () => {
    const length = lookup.passage.length;
    const { kept } = scoreInput(
      model,
      lookup,
      { from: 0, length },
      recentKeys.rule(() => 2),
    );
    expect(kept).toBe(1 + 2 * (length - 1));
  });
});
