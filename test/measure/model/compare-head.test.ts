import { expect, it } from "vitest";
import { compareHead } from "../../../src/measure/index.js";
import { topPages } from "../../../src/practical/index.js";
import { openHead } from "../../../src/practical/head.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

const N = 128;
const D = 16;
const SETTINGS = { causal: true, cross: false, k: 16, C: 0.5, seed: 1 };

function normals(count: number, name: string, scale = 1): Float64Array {
  const x = new Float64Array(count);
  fillNormal(stream(4, "compare head", name), x, scale);
  return x;
}

const HEAD = { kind: "keys", d: D, queries: normals(N * D, "q", 3), keys: normals(N * D, "k") } as const;

it("no selector captures more than the largest keys do, and pages of one key capture as much", () => {
  const { selectors } = compareHead({ ...HEAD, v: { d: 4, entries: normals(N * 4, "v") } }, SETTINGS);
  const [ideal, ...others] = selectors;
  expect(ideal!.name).toBe("ideal top-k");
  for (const { name, mass } of others) expect(mass, name).toBeLessThanOrEqual(ideal!.mass + 1e-12);
  expect(selectors.map(({ name }) => name)).toContain("pages of 128");
  for (const { output } of selectors) expect(output).toBeGreaterThan(0);
  const head = openHead({ n: N, d: D, queries: HEAD.queries, keys: HEAD.keys }, { scale: 1, causal: true });
  const source = stream(1, "unused");
  const kept = topPages(1).choose(head, 16, source);
  const row = [...kept.keys.subarray(100 * 16, 101 * 16)];
  const p = [...head.attention.subarray(100 * N, 100 * N + 101)];
  const largest = p
    .map((_, j) => j)
    .sort((a, b) => p[b]! - p[a]!)
    .slice(0, 16);
  expect(row.sort((a, b) => a - b)).toEqual(largest.sort((a, b) => a - b));
});

it("pages are kept whole, the heaviest first, the last one cut", () => {
  const head = openHead({ n: N, d: D, queries: HEAD.queries, keys: HEAD.keys }, { scale: 1, causal: true });
  const kept = topPages(8).choose(head, 20, stream(1, "unused"));
  const row = [...kept.keys.subarray(120 * 20, 121 * 20)];
  const p = head.attention.subarray(120 * N, 120 * N + 121);
  const masses = Array.from({ length: 16 }, (_, page) => p.subarray(8 * page, 8 * page + 8).reduce((a, b) => a + b, 0));
  const order = masses.map((_, page) => page).sort((a, b) => masses[b]! - masses[a]!);
  const keysOf = (page: number): number[] => Array.from({ length: 8 }, (_, j) => 8 * page + j).filter((j) => j <= 120);
  expect(row).toEqual(order.flatMap(keysOf).slice(0, 20));
});

it("the budgets' masses are those of sorted rows", () => {
  const { budgets } = compareHead(HEAD, SETTINGS);
  expect(budgets.map(({ name }) => name)).toEqual(["constant k", "k ~ ln n", "k ~ n^0.50", "top-p"]);
  const head = openHead({ n: N, d: D, queries: HEAD.queries, keys: HEAD.keys }, { scale: 1, causal: true });
  const rows = Array.from({ length: 64 }, (_, r) => 15 + Math.floor(((r + 0.5) * 113) / 64));
  const masses = rows.map((i) =>
    [...head.attention.subarray(i * N, i * N + i + 1)]
      .sort((a, b) => b - a)
      .slice(0, 16)
      .reduce((a, b) => a + b, 0),
  );
  expect(budgets[0]!.mass).toBeCloseTo(masses.reduce((a, b) => a + b, 0) / 64, 3);
  const topP = budgets[3]!;
  expect(topP.massLow).toBeGreaterThan(budgets[0]!.massLow);
  for (const { output } of budgets) expect(output).toBeNaN();
});

it.each([
  [{ ...SETTINGS, k: 4 }, HEAD, "k must be an integer in [5, 64], got 4"],
  [{ ...SETTINGS, k: 65 }, HEAD, "k must be an integer in [5, 64], got 65"],
  [SETTINGS, { kind: "logits", keys: 4, rows: new Float64Array(16) } as const, "there must be queries and keys"],
  [SETTINGS, { ...HEAD, queries: HEAD.queries.subarray(0, 5 * D) }, "each key must have a query"],
] as const)("what cannot be compared is refused (%#)", (settings, arrays, message) => {
  expect(() => compareHead(arrays, settings)).toThrow(message);
});
