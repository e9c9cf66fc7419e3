import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../../src/kit/random/index.js";
import { CapturedRows, randomOrder } from "../../../src/measure/passages/captured-rows.js";
import { measureHeadOnCopies } from "../../../src/measure/passages/copied-line.js";
import {
  growingLengths,
  longRows,
  measureHeadOnPassage,
  NEAR,
  RECENT,
} from "../../../src/measure/passages/passage-figures.js";
import { BUDGET, gaussianRow, rowFigures, WINDOW } from "../../../src/measure/passages/row-figures.js";
import { eachHead } from "../../../src/measure/passages/run-passage.js";
import { forward, heldOut, passageTokens, trainedModel, type CapturedHead } from "../../../src/model/index.js";
import { rotateHalves, rotationOf } from "../../../src/model/rotary.js";

const D = 4;
const N = 160;
const rotation = rotationOf(100, D, N);
const source = stream(5, "passages test");
const random = (length: number): Float32Array => Float32Array.from({ length }, () => 4 * source.uniform() - 2);
const head: CapturedHead = {
  layer: 0,
  head: 0,
  keyHead: 0,
  d: D,
  queries: random(N * D),
  keys: random(N * D),
  values: random(N * D),
};
const rows = new CapturedRows(head, rotation);

/** q_i . x / sqrt(d), by hand. */
const logitOf = (i: number, x: ArrayLike<number>): number =>
  [0, 1, 2, 3].reduce((sum, f) => sum + head.queries[i * D + f]! * x[f]!, 0) / 2;

describe("rows of a captured head", () => {
  it("are the scaled products of the query and the keys up to its own", () => {
    const logits = rows.logits(20);
    expect(logits).toHaveLength(21);
    logits.forEach((z, j) => expect(z).toBeCloseTo(logitOf(20, head.keys.subarray(j * D, (j + 1) * D)), 12));
  });

  it("shuffled, move each key by the rotation between its place and the new one, and leave the query's own", () => {
    const { logits, keys } = rows.shuffled(20, stream(1));
    expect([...keys].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, j) => j));
    expect(keys[20]).toBe(20);
    expect(logits[20]).toBeCloseTo(rows.logits(20)[20]!, 6);
    keys.forEach((key, place) => {
      // A turn by place - key: complex numbers (f, f + d/2) times e^(i angle).
      const moved = [0, 1].flatMap((f) => {
        const angle = (place - key) * 100 ** ((-2 * f) / D);
        const [x, y] = [head.keys[key * D + f]!, head.keys[key * D + f + 2]!];
        return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
      });
      expect(logits[place]).toBeCloseTo(logitOf(20, [moved[0]!, moved[2]!, moved[1]!, moved[3]!]), 5);
    });
  });

  it("shuffled, are the rows that they were where all keys are alike before their rotation", () => {
    const alike = Float32Array.from({ length: N * D }, (_, at) => [1, -0.5, 0.25, 2][at % D]!);
    for (let j = 0; j < N; j++) rotateHalves(alike, j * D, D, rotation, j);
    const same = new CapturedRows({ ...head, keys: alike }, rotation);
    const { logits } = same.shuffled(100, stream(2));
    same.logits(100).forEach((z, j) => expect(logits[j]).toBeCloseTo(z, 5));
  });

  it("put every key at every place equally often", () => {
    // 6,000 orders of three: each of six has 1,000 +- 29; five standard deviations fail once in 300,000 runs.
    const counts = new Map<string, number>();
    const orders = stream(3);
    for (let draw = 0; draw < 6000; draw++) {
      const order = randomOrder(3, orders).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
  });
});

describe("figures of a row", () => {
  const logits = rows.logits(N - 1);
  const weights = [...logits].map(Math.exp);
  const whole = weights.reduce((a, b) => a + b, 0);
  const sorted = weights.map((w) => w / whole).sort((a, b) => b - a);
  const sum = (k: number): number => sorted.slice(0, k).reduce((a, b) => a + b, 0);

  it("are those of a plain sort", () => {
    const { mass, lnNeeded } = rowFigures(logits, true);
    const needed = Math.exp(lnNeeded);
    expect(mass).toBeCloseTo(sum(WINDOW), 12);
    expect(needed).toBeCloseTo(sorted.findIndex((_, k) => sum(k + 1) >= 1 - BUDGET) + 1, 9);
  });

  it("have the scale of the logits but the query's own, over sqrt(2 ln n)", () => {
    const z = Float64Array.of(1, 3, 1, 3, 100);
    expect(rowFigures(z, true).c).toBeCloseTo(1 / Math.sqrt(2 * Math.log(5)), 12);
    expect(rowFigures(z.subarray(0, 4), false).c).toBeCloseTo(1 / Math.sqrt(2 * Math.log(4)), 12);
  });

  it("stand beside a Gaussian row of exactly the same scale and the same own logit", () => {
    const drawn = gaussianRow(logits, true, stream(4));
    const mean = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;
    const others = logits.subarray(0, N - 1);
    expect(mean(drawn.subarray(0, N - 1))).toBeCloseTo(0, 12);
    expect(rowFigures(drawn, true).c).toBeCloseTo(rowFigures(logits, true).c, 12);
    expect(drawn[N - 1]).toBeCloseTo(logits[N - 1]! - mean(others), 12);
    expect(rowFigures(gaussianRow(others, false, stream(4)), false).c).toBeCloseTo(rowFigures(others, false).c, 12);
  });
});

describe("a head on a passage", () => {
  const figures = measureHeadOnPassage(head, rotation, stream(6));

  it("is measured on rows of the second half, and on lengths from 16 up evenly in their logarithm", () => {
    expect(longRows(1024)).toEqual(Array.from({ length: 16 }, (_, r) => 528 + 32 * r));
    const lengths = growingLengths(1024);
    expect([lengths.length, lengths[0], lengths.at(-1)]).toEqual([24, 16, 1024]);
    lengths.forEach((n, r) => expect(Math.abs(n - 16 * 2 ** ((6 * r) / 23))).toBeLessThanOrEqual(0.5));
  });

  it("has the means over the long rows, the far ones without the last keys", () => {
    const chosen = longRows(N);
    const mean = (of: (i: number) => number): number => chosen.reduce((a, i) => a + of(i), 0) / chosen.length;
    expect(figures.measured.lnNeeded).toBeCloseTo(
      mean((i) => rowFigures(rows.logits(i), true).lnNeeded),
      12,
    );
    expect(figures.far.mass).toBeCloseTo(
      mean((i) => rowFigures(rows.logits(i).subarray(0, i + 1 - NEAR), false).mass),
      12,
    );
    expect(figures.farGaussian.c).toBeCloseTo(figures.far.c, 12);
    const attention = (i: number): Float64Array => {
      const w = rows.logits(i).map(Math.exp);
      const all = w.reduce((a, b) => a + b, 0);
      return w.map((x) => x / all);
    };
    expect(figures.places.first).toBeCloseTo(
      mean((i) => (i + 1) * attention(i)[0]!),
      9,
    );
    expect(figures.places.own).toBeCloseTo(
      mean((i) => (i + 1) * attention(i)[i]!),
      9,
    );
    expect(figures.places.recent).toBeCloseTo(
      mean((i) =>
        attention(i)
          .slice(-RECENT)
          .reduce((a, b) => a + b, 0),
      ),
      9,
    );
  });

  it("follows keys and places apart: where logits depend on the place alone, the places keep their mass", () => {
    const alike = Float32Array.from({ length: N * D }, (_, at) => [2, 1, 0, 0][at % D]!);
    for (let j = 0; j < N; j++) rotateHalves(alike, j * D, D, rotation, j);
    const queries = alike.map((x) => 3 * x);
    const { places } = measureHeadOnPassage({ ...head, keys: alike, queries }, rotation, stream(7));
    expect(places.recentShuffled).toBeCloseTo(places.recent, 5);
    expect(places.recentFollowed).toBeLessThan(0.9 * places.recent);
  });
});

describe("a head on a line that is repeated", () => {
  it("looks after the earlier copies, or at them", () => {
    const period = 10;
    // Keys are one-hot by j mod 4 of their place in the line; the query asks for one of them.
    const at = (j: number, f: number): number => (j % period === f ? 40 : 0);
    const keys = Float32Array.from({ length: N * D }, (_, x) => at(Math.floor(x / D), x % D));
    const asking = (shift: number): Float32Array =>
      Float32Array.from({ length: N * D }, (_, x) => (at(Math.floor(x / D) + shift, x % D) ? 1 : 0));
    const ones = { cosines: rotation.cosines.map(() => 1), sines: rotation.sines.map(() => 0) };
    const chosen = longRows(N);
    const share = (shift: number): number => chosen.filter((i) => (i + shift) % period < D).length / chosen.length;
    const next = measureHeadOnCopies({ ...head, keys, queries: asking(1) }, period, ones);
    const same = measureHeadOnCopies({ ...head, keys, queries: asking(0) }, period, ones);
    // Rows whose query asks for nothing are uniform: a tenth of their keys, about.
    expect(next.next).toBeCloseTo(share(1) + 0.1 * (1 - share(1)), 2);
    expect(next.same).toBeLessThan(0.11);
    expect(same.same).toBeGreaterThan(0.9 * share(0));
  });
});

describe("the trained model's heads", () => {
  const passage = heldOut().copy[12]!.passage.slice(0, 96);
  let seen: { place: string; rotated: boolean }[];
  beforeAll(async () => {
    const model = await trainedModel();
    seen = eachHead(model, passage, (captured, given) => ({
      place: `${captured.layer}.${captured.head}`,
      rotated: given.cosines.length === (passage.length * model.config.headDim) / 2,
    }));
    expect(forward(model, passageTokens(passage))).toHaveLength(96 * 256);
  });

  it("come layer by layer, each once, with the rotation of the passage's places", () => {
    expect(seen.map(({ place }) => place)).toEqual(
      Array.from({ length: 16 }, (_, h) => `${Math.floor(h / 4)}.${h % 4}`),
    );
    expect(seen.every(({ rotated }) => rotated)).toBe(true);
  });
});
