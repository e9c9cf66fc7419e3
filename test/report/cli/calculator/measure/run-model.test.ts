/** What `ncsparse measure` says of a whole model: the same for any number of threads, in text, JSON and on a page. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { measureHead } from "../../../../../src/measure/index.js";
import { fillNormal, stream } from "../../../../../src/kit/random/index.js";
import { npyBytes, TestFolder } from "../../../../tensors/files.js";
import { runCommand, type CommandRun } from "../../../../support/run-command.js";

const HEADS = 4;
const KEY_HEADS = 2;
const N = 64;
const D = 8;
const folder = new TestFolder();

const measure = (...args: string[]): Promise<CommandRun> => runCommand(["measure", ...args]);

function normals(name: string, heads: number): Float32Array {
  const data = new Float64Array(heads * N * D);
  fillNormal(stream(9, name), data, 1.5);
  return Float32Array.from(data);
}

function save(name: string, heads: number, data: Float32Array): string {
  return folder.write(`${name}.npy`, npyBytes([heads, N, D], new Uint8Array(data.buffer)));
}

const [Q, K, V] = [normals("q", HEADS), normals("k", KEY_HEADS), normals("v", KEY_HEADS)];
const files = (): string[] => [
  ...["--q", save("q", HEADS, Q)],
  ...["--k", save("k", KEY_HEADS, K)],
  ...["--v", save("v", KEY_HEADS, V)],
];

interface ModelJson {
  readonly summary: { readonly heads: number; readonly law: { readonly of: number } };
  readonly heads: readonly {
    readonly head: number;
    readonly key_head: number;
    readonly sigma: { readonly median: number };
    readonly needed: { readonly tv: { readonly median: number } };
    readonly compared: { readonly k: number; readonly selectors: readonly { readonly name: string }[] } | null;
  }[];
}

it("says of every head what measureHead says of its arrays, grouped queries with their keys", async () => {
  const { code, out, err } = await measure(...files(), "--causal", "--json", "--workers", "1");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { summary, heads } = JSON.parse(out) as ModelJson;
  expect(summary.heads).toBe(HEADS);
  heads.forEach((head, h) => {
    const own = (data: Float32Array, at: number): Float32Array => data.slice(at * N * D, (at + 1) * N * D);
    const keyHead = h >> 1;
    const figures = measureHead(
      { kind: "keys", d: D, queries: own(Q, h), keys: own(K, keyHead), v: { d: D, entries: own(V, keyHead) } },
      { causal: true, cross: false, tv: 0.05, output: 0.05, rows: 256, precision: "float64", seed: 1 },
    );
    expect([head.head, head.key_head]).toEqual([h, keyHead]);
    expect(head.sigma.median).toBe(figures.sigma.median);
    expect(head.needed.tv.median).toBe(figures.needed.tv.median);
  });
});

it("is the same for two threads", async () => {
  const one = await measure(...files(), "--causal", "--json", "--workers", "1");
  const two = await measure(...files(), "--causal", "--json", "--workers", "2");
  expect(two.out).toBe(one.out);
});

it("compares budgets and selectors where asked", async () => {
  const { out } = await measure(...files(), "--causal", "--json", "--workers", "1", "--compare", "8");
  const [first] = (JSON.parse(out) as ModelJson).heads;
  expect(first!.compared!.k).toBe(8);
  expect(first!.compared!.selectors.map(({ name }) => name)).toContain("heavy hitters");
});

it("writes a page that loads and runs nothing, with a place for each head", async () => {
  const html = folder.path("model.html");
  const { code, out } = await measure(...files(), "--causal", "--workers", "1", "--html", html);
  expect(code).toBe(0);
  expect(out).toMatch(/^\d of 4 heads keep their output within 5 % with k = [\d.]+ n\^[\d.]+ keys a row/);
  const page = readFileSync(html, "utf8");
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  for (let h = 0; h < HEADS; h++) expect(page).toContain(`<section class="head-page" id="head-0-${h}"`);
  expect(page.match(/href="#head-0-2"/g)!.length).toBeGreaterThan(1);
});

it("names the head whose arrays hold what is not finite", async () => {
  const bad = Q.slice();
  bad[2 * N * D + 5] = NaN;
  const { code, out, err } = await measure(
    "--q",
    save("bad", HEADS, bad),
    "--k",
    save("k", KEY_HEADS, K),
    "--workers",
    "1",
  );
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^ncsparse: measure: layer 0, head 2: .*got NaN.*\n$/);
});
