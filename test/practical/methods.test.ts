import { describe, expect, it } from "vitest";
import { sparseRow } from "../../src/attention/sparse-row.js";
import { topK } from "../../src/attention/top-k.js";
import {
  attentionRow,
  bigBird,
  clustersInput,
  gaussianInput,
  heavyHitters,
  ideal,
  keptRow,
  lshBuckets,
  METHODS,
  openHead,
  seenKeys,
  sinkInput,
  sinkWindow,
  slidingWindow,
  type Head,
} from "../../src/practical/index.js";
import { drawDistinct } from "../../src/practical/methods/big-bird.js";
import { stream, type Stream } from "../../src/kit/random/index.js";

const N = 40;
const source = () => stream(3, "methods");
const heads: Record<string, Head> = Object.fromEntries(
  [true, false].map((causal) => [
    causal ? "causal" : "bidirectional",
    openHead(gaussianInput({ n: N, d: 8 }, stream(3, "head")), { scale: 1, causal }),
  ]),
);
const cases = [ideal, ...METHODS].flatMap((method) =>
  Object.entries(heads)
    .filter(([name]) => !method.causalOnly || name === "causal")
    .map(([name, head]) => [method.name, name, method, head] as const),
);
const sorted = (row: Uint32Array): number[] => Array.from(row).sort((a, b) => a - b);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, t) => from + t);

describe("every method", () => {
  it.each(cases)("%s, %s: keeps min(k, seen) distinct keys that the query sees", (_, __, method, head) => {
    for (const k of [5, 6, 7, 20, N]) {
      const kept = method.choose(head, k, source());
      for (let i = 0; i < N; i++) {
        const row = sorted(keptRow(head, kept, i));
        expect(row).toHaveLength(Math.min(k, seenKeys(head, i)));
        expect(new Set(row).size).toBe(row.length);
        expect(row.at(-1)!).toBeLessThan(seenKeys(head, i));
      }
    }
  });

  it.each(cases)("%s, %s: refuses a k of 0, beyond n, or broken", (_, __, method, head) => {
    for (const k of [0, N + 1, 5.5]) expect(() => method.choose(head, k, source())).toThrow("k must be an integer in");
  });
});

describe("the ideal top-k", () => {
  it("is Definition 3.3 in each row", () => {
    for (const head of Object.values(heads)) {
      const kept = ideal.choose(head, 7, source());
      for (let i = 7; i < N; i++) expect(sorted(keptRow(head, kept, i))).toEqual(topK(attentionRow(head, i), 7));
    }
  });

  it("breaks ties by the lower index", () => {
    const head = openHead(
      { n: 5, d: 1, queries: new Float64Array(5), keys: new Float64Array(5) },
      { scale: 1, causal: false },
    );
    expect(sorted(keptRow(head, ideal.choose(head, 3, source()), 4))).toEqual([0, 1, 2]);
  });
});

describe("fixed patterns", () => {
  it("slide: the last k keys, or k around the query, moved inwards at the ends", () => {
    const causal = slidingWindow.choose(heads.causal!, 5, source());
    expect(sorted(keptRow(heads.causal!, causal, 20))).toEqual(range(16, 21));
    const both = slidingWindow.choose(heads.bidirectional!, 5, source());
    expect(sorted(keptRow(heads.bidirectional!, both, 20))).toEqual(range(18, 23));
    expect(sorted(keptRow(heads.bidirectional!, both, 1))).toEqual(range(0, 5));
    expect(sorted(keptRow(heads.bidirectional!, both, 39))).toEqual(range(35, 40));
  });

  it("keep the first four keys and the last k - 4 (StreamingLLM)", () => {
    const kept = sinkWindow.choose(heads.causal!, 7, source());
    expect(sorted(keptRow(heads.causal!, kept, 30))).toEqual([0, 1, 2, 3, 28, 29, 30]);
    expect(sorted(keptRow(heads.causal!, kept, 7))).toEqual([0, 1, 2, 3, 5, 6, 7]);
  });

  it("keep thirds: global, window, random (BigBird)", () => {
    const kept = bigBird.choose(heads.bidirectional!, 11, source());
    for (const i of [0, 2, 20, 39]) {
      const row = keptRow(heads.bidirectional!, kept, i);
      expect(sorted(row.subarray(0, 3))).toEqual([0, 1, 2]);
      const window = sorted(row.subarray(3, 8));
      expect(window).toEqual(range(window[0]!, window[0]! + 5));
      if (i === 20) expect(window[0]).toBe(18);
    }
  });

  it("draw every set of random keys equally often: 3 of 5, chi-square on 10 sets (fails once in 1e6 seeds)", () => {
    const counts = new Map<string, number>();
    const out = new Uint32Array(3);
    const draws = stream(3, "sets");
    for (let t = 0; t < 5000; t++) {
      drawDistinct(draws, 5, out);
      const set = sorted(out).join();
      counts.set(set, (counts.get(set) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(counts.size).toBe(10);
    expect(chiSquare).toBeLessThan(45); // chi^2_9 exceeds 45 with probability 9e-7
  });
});

describe("heavy hitters", () => {
  /** The cache by the words of the definition, from the sparse rows of the attention that the cache leaves. */
  function byDefinition(head: Head, k: number): number[][] {
    const score = new Map<number, number>();
    let cache: number[] = [];
    return range(0, head.n).map((i) => {
      cache = [...cache, i];
      if (cache.length > k) {
        const old = cache.filter((j) => j <= i - Math.floor(k / 2));
        const worst = old.reduce((a, b) => ((score.get(b) ?? 0) < (score.get(a) ?? 0) ? b : a));
        cache = cache.filter((j) => j !== worst);
      }
      const mass = cache.reduce((sum, j) => sum + attentionRow(head, i)[j]!, 0);
      for (const j of cache) score.set(j, (score.get(j) ?? 0) + attentionRow(head, i)[j]! / mass);
      return cache;
    });
  }

  it("are what the definition says, query by query", () => {
    for (const k of [2, 5, 12]) {
      const kept = heavyHitters.choose(heads.causal!, k, source());
      byDefinition(heads.causal!, k).forEach((cache, i) => {
        expect(sorted(keptRow(heads.causal!, kept, i))).toEqual(cache);
      });
    }
  });

  it("score a key by its share of what the cache sees, not of all that the query attends to", () => {
    // Query 3 attends to key 2, which the cache has given up, and of what is left to its own key alone.
    const rows = [[1], [0.5, 0.5], [0.9, 0.05, 0.05], [0, 0, 0.96, 0.04], [0.2, 0.2, 0.2, 0.2, 0.2]];
    const attention = Float64Array.from(rows.flatMap((row) => [...row, ...Array<number>(5 - row.length).fill(0)]));
    const nothing = new Float64Array(5);
    const head: Head = { n: 5, d: 1, queries: nothing, keys: nothing, causal: true, scale: 1, attention };
    const kept = heavyHitters.choose(head, 3, source());
    expect(sorted(keptRow(head, kept, 3))).toEqual([0, 1, 3]);
    expect(sorted(keptRow(head, kept, 4))).toEqual([0, 3, 4]);
  });

  it("always hold the recent half, and a key that every query attends to", () => {
    const head = openHead(sinkInput({ n: N, d: 8 }, 6, stream(3, "sink")), { scale: 1, causal: true });
    const kept = heavyHitters.choose(head, 8, source());
    for (let i = 8; i < N; i++) {
      const row = sorted(keptRow(head, kept, i));
      expect(row.slice(-4)).toEqual(range(i - 3, i + 1));
      expect(row[0]).toBe(0);
    }
  });

  it("refuse attention without an order of queries", () => {
    expect(() => heavyHitters.choose(heads.bidirectional!, 4, source())).toThrow("must be causal, got bidirectional");
  });
});

describe("LSH buckets", () => {
  it("find the query's own direction among keys: equal vectors share every bucket", () => {
    const { queries } = gaussianInput({ n: N, d: 8 }, stream(3, "own"));
    const head = openHead({ n: N, d: 8, queries, keys: queries.map((x) => 3 * x) }, { scale: 1, causal: false });
    const kept = lshBuckets.choose(head, 4, source());
    for (let i = 0; i < N; i++) expect(Array.from(keptRow(head, kept, i))).toContain(i);
  });

  it("tell opposite directions apart", () => {
    const { queries } = gaussianInput({ n: N, d: 8 }, stream(3, "opposite"));
    // Every key is minus the query of its own number, and there is room for half of the keys.
    const head = openHead({ n: N, d: 8, queries, keys: queries.map((x) => -x) }, { scale: 1, causal: false });
    const kept = lshBuckets.choose(head, N / 2, source());
    const own = range(0, N).filter((i) => Array.from(keptRow(head, kept, i)).includes(i)).length;
    expect(own).toBeLessThan(N); // distance 0 would win among keys that share no bucket
    const mass = range(0, N).reduce((sum, i) => sum + sparseMass(head, kept, i), 0) / N;
    expect(mass).toBeGreaterThan(0.5); // more than the blind k / n
  });

  it("keep the cluster where directions are shared", () => {
    const head = openHead(clustersInput({ n: N, d: 32 }, { M: 4, kappa: 1 }, stream(3, "clusters")), {
      scale: 1,
      causal: false,
    });
    const kept = lshBuckets.choose(head, 16, source());
    for (let i = 0; i < N; i++) expect(sparseMass(head, kept, i)).toBeGreaterThan(0.8);
  });
});

function sparseMass(head: Head, kept: ReturnType<typeof ideal.choose>, i: number): number {
  return keptRow(head, kept, i).reduce((sum, j) => sum + attentionRow(head, i)[j]!, 0);
}

it("the ideal's renormalised row is Definition 3.4's", () => {
  const head = heads.bidirectional!;
  const p = attentionRow(head, 3);
  const kept = keptRow(head, ideal.choose(head, 6, source()), 3);
  const mass = kept.reduce((sum, j) => sum + p[j]!, 0);
  const expected = sparseRow(p, 6);
  for (const j of kept) expect(p[j]! / mass).toBeCloseTo(expected[j]!, 15);
});

describe("distinct numbers by Floyd's algorithm", () => {
  it("are every set equally often: all of two draws from 4 in twelfths, three times four equally likely pairs", () => {
    const sets = new Map<string, number>();
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 4; b++) {
        const uniforms = [(a + 0.5) / 3, (b + 0.5) / 4];
        const out = new Uint32Array(2);
        drawDistinct({ uniform: () => uniforms.shift()! } as unknown as Stream, 4, out);
        const set = Array.from(out).sort().join();
        sets.set(set, (sets.get(set) ?? 0) + 1);
      }
    expect(Object.fromEntries(sets)).toEqual({ "0,1": 2, "0,2": 2, "0,3": 2, "1,2": 2, "1,3": 2, "2,3": 2 });
  });
});

it("LSH buckets are about 2 n / k, rounded up to an even number: four rounds of 6 at n = 10, k = 4", () => {
  expect(lshBuckets.cost.products(10, 4)).toBe(4 * 6);
});
