import { describe, expect, it } from "vitest";
import { measureHead, type HeadArrays, type MeasureHeadSettings } from "../../../src/measure/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

const SETTINGS: MeasureHeadSettings = {
  causal: true,
  cross: false,
  tv: 0.05,
  output: 0.05,
  rows: 1000,
  precision: "float64",
  seed: 1,
};
const N = 96;
const D = 8;

function normals(count: number, name: string, scale = 1): Float64Array {
  const x = new Float64Array(count);
  fillNormal(stream(2, "measure head", name), x, scale);
  return x;
}

const KEYS = { kind: "keys", d: D, queries: normals(N * D, "q", 2), keys: normals(N * D, "k") } as const;
const V = { d: 5, entries: normals(N * 5, "v") };

/** Logits of the row of query i over its keys. */
function row(i: number, seen: number, past = 0): number[] {
  return Array.from({ length: seen }, (_, j) => {
    let sum = 0;
    for (let f = 0; f < D; f++) sum += KEYS.queries[(i + past) * D + f]! * KEYS.keys[j * D + f]!;
    return sum / Math.sqrt(D);
  });
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const weights = logits.map((z) => Math.exp(z - top));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.round(0.5 * (values.length - 1))]!;
}

function needed(p: readonly number[], tv: number): number {
  let left = 1;
  const sorted = [...p].sort((a, b) => b - a);
  return sorted.findIndex((x) => (left -= x) <= tv) + 1;
}

/** What a head must say, from plain rows and the keys that are their own. */
function expectRows(
  arrays: HeadArrays,
  settings: MeasureHeadSettings,
  rows: readonly (readonly number[])[],
  own: (r: number) => number,
): void {
  const figures = measureHead(arrays, settings);
  const p = rows.map(softmax);
  const others = rows.map((logits, r) => logits.filter((_, j) => j !== own(r)));
  expect(figures.rows).toBe(rows.length);
  expect(figures.sigma.median).toBeCloseTo(median(others.map(deviation)), 9);
  expect(figures.c.median).toBeCloseTo(
    median(others.map((z, r) => deviation(z) / Math.sqrt(2 * Math.log(rows[r]!.length)))),
    9,
  );
  expect(figures.entropy.median).toBeCloseTo(median(p.map((q) => -q.reduce((sum, x) => sum + x * Math.log(x), 0))), 9);
  expect(figures.participation.median).toBeCloseTo(median(p.map((q) => 1 / q.reduce((sum, x) => sum + x * x, 0))), 9);
  expect(figures.above.find(({ eps }) => eps === 0.01)!.count).toBe(
    median(p.map((q) => q.filter((x) => x > 0.01).length)),
  );
  expect(figures.needed.tv.median).toBe(median(p.map((q) => needed(q, 0.05))));
  expect(figures.needed.tv.most).toBe(Math.max(...p.map((q) => needed(q, 0.05))));
  const window = figures.windows.find(({ k }) => k === 8)!;
  const mass = p.map((q) =>
    [...q]
      .sort((a, b) => b - a)
      .slice(0, 8)
      .reduce((a, b) => a + b, 0),
  );
  expect(window.mass).toBeCloseTo(mass.reduce((a, b) => a + b, 0) / mass.length, 9);
}

describe("a head's figures are those of its rows by definition", () => {
  it("causal", () => {
    const rows = Array.from({ length: N - 1 }, (_, i) => row(i + 1, i + 2));
    expectRows(KEYS, SETTINGS, rows, (r) => r + 1);
  });

  it("causal, the last queries only, as in decoding", () => {
    const past = N - 7;
    const rows = Array.from({ length: 7 }, (_, i) => row(i, past + i + 1, past));
    expectRows({ ...KEYS, queries: KEYS.queries.subarray(past * D) }, SETTINGS, rows, (r) => past + r);
  });

  it("bidirectional, with and without a diagonal", () => {
    const rows = Array.from({ length: N }, (_, i) => row(i, N));
    expectRows(KEYS, { ...SETTINGS, causal: false }, rows, (r) => r);
    expectRows(KEYS, { ...SETTINGS, causal: false, cross: true }, rows, () => -1);
  });

  it("given as logits, or as probabilities", () => {
    const rows = Array.from({ length: N }, (_, i) => row(i, N));
    const logits = Float64Array.from(rows.flat());
    expectRows({ kind: "logits", keys: N, rows: logits }, { ...SETTINGS, causal: false }, rows, (r) => r);
    const masked = rows.map((z, i) => softmax(z.slice(0, i + 1)).concat(Array(N - i - 1).fill(0)));
    const causal = Array.from({ length: N - 1 }, (_, i) => row(i + 1, i + 2));
    expectRows(
      { kind: "probabilities", keys: N, rows: Float64Array.from(masked.flat()) },
      SETTINGS,
      causal,
      (r) => r + 1,
    );
  });
});

it("Gaussian heads capture what is predicted, and need what is predicted", () => {
  const n = 512;
  const arrays = { kind: "keys", d: 64, queries: normals(n * 64, "Q", 2), keys: normals(n * 64, "K") } as const;
  const { windows, needed: needs } = measureHead(arrays, { ...SETTINGS, causal: false, rows: 512 });
  for (const { mass, massPredicted } of windows) expect(Math.abs(mass - massPredicted)).toBeLessThan(0.03);
  expect(needs.tv.median / needs.tvPredicted.median).toBeGreaterThan(0.9);
  expect(needs.tv.median / needs.tvPredicted.median).toBeLessThan(1.1);
  expect(needs.tvCertified.median).toBeGreaterThanOrEqual(needs.tv.median);
});

it("the output error of a window is that of its definition", () => {
  const figures = measureHead({ ...KEYS, v: V }, { ...SETTINGS, causal: false });
  let [errors, norms] = [0, 0];
  for (let i = 0; i < N; i++) {
    const p = softmax(row(i, N));
    const edge = [...p].sort((a, b) => b - a)[7]!;
    const kept = p.map((x) => (x >= edge ? x : 0));
    const mass = kept.reduce((a, b) => a + b, 0);
    for (let f = 0; f < V.d; f++) {
      const exact = p.reduce((sum, x, j) => sum + x * V.entries[j * V.d + f]!, 0);
      const sparse = kept.reduce((sum, x, j) => sum + (x / mass) * V.entries[j * V.d + f]!, 0);
      errors += (sparse - exact) ** 2;
      norms += exact ** 2;
    }
  }
  expect(figures.windows.find(({ k }) => k === 8)!.output).toBeCloseTo(Math.sqrt(errors / norms), 9);
  expect(figures.needed.output!.median).toBeGreaterThan(1);
});

it("a head whose need is a power of the row's length has that exponent", () => {
  // Row i: n_i^(1/2) equal logits, the others far below.
  const n = 1024;
  const logits = new Float64Array(n * n).fill(-50);
  for (let i = 0; i < n; i++) logits.fill(0, i * n, i * n + Math.round(Math.sqrt(i + 1)));
  const { exponent } = measureHead({ kind: "logits", keys: n, rows: logits }, SETTINGS);
  expect(exponent!.C).toBeCloseTo(0.5, 1);
  expect(exponent!.low).toBeLessThan(0.5);
  expect(exponent!.high).toBeGreaterThan(0.5);
});

describe("what does not fit is refused by name", () => {
  it.each([
    ["more queries than keys", { ...KEYS, keys: KEYS.keys.subarray(0, 8 * D) }, "at most as many queries as keys"],
    ["a probability above 1", { kind: "probabilities", keys: 2, rows: Float64Array.of(0.5, 1.5) }, "in [0, 1]"],
    ["a row without mass", { kind: "probabilities", keys: 2, rows: Float64Array.of(0, 0) }, "must not be all 0"],
    ["one key", { kind: "logits", keys: 1, rows: Float64Array.of(1) }, "at least 2 keys"],
  ] as [string, HeadArrays, string][])("%s", (_name, arrays, message) => {
    expect(() => measureHead(arrays, SETTINGS)).toThrow(message);
  });
});
