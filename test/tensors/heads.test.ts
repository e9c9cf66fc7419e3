import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { headsOf, openTensors, readRows, type HeadOptions, type HeadRef } from "../../src/tensors/index.js";
import { f32, npyBytes, product, safetensorsBytes, TestFolder } from "./files.js";

const folder = new TestFolder();
let count = 0;

type Shapes = Readonly<Record<string, readonly number[]>>;

/** The heads of a file of arrays, whose entries are all numbered: no two are the same. */
async function headsIn(shapes: Shapes, options?: HeadOptions): Promise<HeadRef[]> {
  let from = 0;
  const arrays = Object.entries(shapes).map(([name, shape]) => {
    const array = f32(shape, from);
    from += product(shape);
    return [name, array] as const;
  });
  const set = await openTensors([folder.write(`${count++}.safetensors`, safetensorsBytes(Object.fromEntries(arrays)))]);
  return headsOf(set, options);
}

const places = (heads: readonly HeadRef[]): number[][] =>
  heads.map(({ layer, batch, head, keyHead }) => [layer, batch, head, keyHead]);

/** The first entry of each head's queries (or rows), keys and values. */
const firsts = (heads: readonly HeadRef[]): (number | undefined)[][] =>
  heads.map(({ source }) =>
    (source.kind === "keys" ? [source.q, source.k, source.v] : [source.rows, source.v]).map(
      (ref) => ref && readRows(ref, 0, 1)[0],
    ),
  );

describe("the heads of arrays", () => {
  test("of two axes: one", async () => {
    const heads = await headsIn({ q: [5, 4], k: [7, 4], v: [7, 2] });
    expect(places(heads)).toEqual([[0, 0, 0, 0]]);
    expect(firsts(heads)).toEqual([[0, 20, 48]]);
    expect(heads[0]!.source).toMatchObject({ kind: "keys", q: { rows: 5 }, k: { rows: 7 }, v: { columns: 2 } });
  });

  test("of three: one a first index", async () => {
    const heads = await headsIn({ q: [2, 3, 4], k: [2, 3, 4] });
    expect(places(heads)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 1],
    ]);
    expect(firsts(heads)).toEqual([
      [0, 24, undefined],
      [12, 36, undefined],
    ]);
  });

  test("of four: layers and heads, or batches where the name gives the layer", async () => {
    expect(places(await headsIn({ q: [2, 2, 3, 1], k: [2, 1, 3, 1] }))).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
      [1, 0, 1, 0],
    ]);
    expect(places(await headsIn({ "layers.5.q": [2, 2, 3, 1], "layers.5.k": [2, 2, 3, 1] }))).toEqual([
      [5, 0, 0, 0],
      [5, 0, 1, 1],
      [5, 1, 0, 0],
      [5, 1, 1, 1],
    ]);
  });

  test("of five: layers, batches and heads", async () => {
    const heads = await headsIn({ q: [2, 1, 2, 3, 1], k: [2, 1, 2, 3, 1] });
    expect(places(heads).map((place) => place.slice(0, 3))).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });

  test("named by layer, in the order of the numbers", async () => {
    const shapes = Object.fromEntries(
      [10, 2].flatMap((l) => [`layers.${l}.q`, `layers.${l}.k`].map((n) => [n, [1, 3, 2]])),
    );
    const heads = await headsIn(shapes);
    expect(heads.map(({ layer }) => layer)).toEqual([2, 10]);
  });

  test("named by layer and head", async () => {
    const heads = await headsIn({ layer0_head1_q: [3, 2], layer0_head0_q: [3, 2], layer0_head0_k: [3, 2] });
    expect(places(heads)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(firsts(heads).map(([q]) => q)).toEqual([6, 0]);
  });

  test("share the keys of floor(h H_k / H_q) in grouped queries", async () => {
    const heads = await headsIn({ q: [6, 2, 1], k: [2, 2, 1], v: [2, 2, 1] });
    expect(heads.map(({ keyHead }) => keyHead)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(firsts(heads).map(([, k, v]) => `${k!} ${v!}`)).toEqual([
      "12 16",
      "12 16",
      "12 16",
      "14 18",
      "14 18",
      "14 18",
    ]);
  });

  test("whose axes are given, in any order", async () => {
    const names = { q: "blocks.{layer}.hook_q", k: "blocks.{layer}.hook_k" };
    // (batch, n, heads, d)
    const shapes = { "blocks.0.hook_q": [1, 3, 2, 4], "blocks.0.hook_k": [1, 3, 2, 4], other: [7] };
    const heads = await headsIn(shapes, { names, axes: "batch, n, heads, d" });
    expect(places(heads)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 1],
    ]);
    const { source } = heads[1]!;
    expect([...readRows((source as Extract<typeof source, { kind: "keys" }>).q)]).toEqual([
      4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23,
    ]);
  });

  test("that are logits or probabilities, with values or without", async () => {
    const logits = await headsIn({ logits: [2, 3, 5], v: [1, 5, 4] });
    expect(logits.map(({ source, keyHead }) => [source.kind, keyHead])).toEqual([
      ["logits", 0],
      ["logits", 0],
    ]);
    expect(firsts(logits)).toEqual([
      [0, 30],
      [15, 30],
    ]);
    const attention = await headsIn({ "layer.1.attn": [1, 2, 3, 3], ids: [4] });
    expect(attention.map(({ source, layer, head }) => [source.kind, layer, head])).toEqual([
      ["probabilities", 1, 0],
      ["probabilities", 1, 1],
    ]);
  });

  test("are what is asked for, where a dump holds both", async () => {
    const shapes = { q: [2, 2], k: [2, 2], logits: [2, 2] };
    expect((await headsIn(shapes)).map(({ source }) => source.kind)).toEqual(["keys"]);
    expect((await headsIn(shapes, { kind: "logits" })).map(({ source }) => source.kind)).toEqual(["logits"]);
    expect((await headsIn(shapes, { names: { logits: "l*" } })).map(({ source }) => source.kind)).toEqual(["logits"]);
  });

  it("are each one's own entries, in any order of axes", async () => {
    const property = fc.asyncProperty(
      fc.shuffledSubarray(["layers", "batch", "heads", "n", "d"], { minLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
      fc.boolean(),
      async (axes, shape, fortran) => {
        const data = Float32Array.from({ length: product(shape) }, (_, i) => i);
        const file = npyBytes(shape, new Uint8Array(data.buffer), { fortran });
        const set = await openTensors([folder.write(`${count++}/logits.npy`, file)]);
        const heads = headsOf(set, { axes: axes.join(",") });
        const sizes = Object.fromEntries(axes.map((axis, i) => [axis, shape[i]!]));
        expect(heads).toHaveLength(sizes.layers! * sizes.batch! * sizes.heads!);
        for (const { layer, batch, head, source } of heads) {
          const rows = readRows((source as { rows: Parameters<typeof readRows>[0] }).rows);
          rows.forEach((x, at) => {
            const n = Math.floor(at / sizes.d!);
            const place: Record<string, number> = { layers: layer, batch, heads: head, n, d: at % sizes.d! };
            const ordered = fortran ? [...axes].reverse() : axes;
            expect(x).toBe(ordered.reduce((sum, axis) => sum * sizes[axis]! + place[axis]!, 0));
          });
        }
      },
    );
    await fc.assert(property, { seed: 4, numRuns: 100 });
  });
});

describe("headsOf refuses, naming arrays and shapes,", () => {
  test.each<[what: string, shapes: Shapes, options: HeadOptions, reason: RegExp]>([
    ["nothing of a usual name", { a: [2, 2], b: [2] }, {}, /an array must be named like q or layers\.0\.q, got a, b$/],
    ["queries without keys", { q: [2, 2] }, {}, /an array must be named like k or layers\.0\.k, got q$/],
    [
      "a pattern that nothing is like",
      { q: [2, 2], k: [2, 2] },
      { names: { q: "x{layer}" } },
      /an array must be named like x\{layer\}, got q, k$/,
    ],
    [
      "other widths",
      { q: [2, 4], k: [2, 3] },
      {},
      /q and k must have the same width, got \S+: q \(2, 4\) and \S+: k \(2, 3\)$/,
    ],
    [
      "values of other keys",
      { q: [2, 4], k: [2, 4], v: [3, 4] },
      {},
      /v must have a row for each key, got \S+: k \(2, 4\) and \S+: v \(3, 4\)$/,
    ],
    [
      "values of other columns",
      { logits: [2, 4], v: [3, 4] },
      {},
      /v must have a row for each key, got \S+: logits \(2, 4\) and \S+: v \(3, 4\)$/,
    ],
    [
      "heads that keys do not divide",
      { q: [4, 2, 1], k: [3, 2, 1] },
      {},
      /the heads of q must be a multiple of those of k, got \S+: q \(4, 2, 1\) and \S+: k \(3, 2, 1\)$/,
    ],
    [
      "heads that values do not divide",
      { logits: [4, 2, 2], v: [3, 2, 1] },
      {},
      /the heads of logits must be a multiple of those of v/,
    ],
    ["more key heads", { q: [2, 2, 1], k: [4, 2, 1] }, {}, /the heads of q must be a multiple of those of k/],
    ["values of other heads", { q: [4, 2, 1], k: [2, 2, 1], v: [4, 2, 1] }, {}, /k and v must have as many heads/],
    [
      "a layer without keys",
      { "layers.0.q": [2, 2], "layers.1.q": [2, 2], "layers.0.k": [2, 2] },
      {},
      /k must hold layer 1, batch 0, as \S+: layers\.1\.q \(2, 2\) does$/,
    ],
    [
      "one head twice",
      { q: [2, 2], query: [2, 2], k: [2, 2] },
      {},
      /q must hold layer 0, batch 0, head 0 once, got \S+: q and \S+: query$/,
    ],
    [
      "a head that is missing",
      { head0_q: [2, 2], head2_q: [2, 2], k: [2, 2] },
      {},
      /q must hold layer 0, batch 0, head 1, as it does head 2$/,
    ],
    [
      "one axis",
      { q: [2], k: [2] },
      {},
      /q: the array must have 2 to 5 axes, or names for them \(axes\), got shape \(2,\)$/,
    ],
    ["six axes", { q: [1, 1, 1, 1, 1, 1], k: [1, 1] }, {}, /q: the array must have 2 to 5 axes/],
    [
      "five axes of one layer",
      { "layers.0.q": [1, 1, 1, 2, 2], "layers.0.k": [1, 1, 1, 2, 2] },
      {},
      /must have 2 to 5 axes, or names for them/,
    ],
    [
      "other axes than were given",
      { q: [2, 2], k: [2, 2] },
      { axes: "heads,n,d" },
      /q: the array must have the axes heads,n,d, got shape \(2, 2\)$/,
    ],
    [
      "a layer by name and by axis",
      { q_1: [1, 2, 2], k_1: [1, 2, 2] },
      { axes: "layers,n,d" },
      /q_1: name or axes must give the layer, got both$/,
    ],
    [
      "nothing in an array",
      { q: [0, 2], k: [2, 2] },
      {},
      /q: the array must have an entry or more, got shape \(0, 2\)$/,
    ],
    [
      "an unknown axis",
      { q: [2, 2], k: [2, 2] },
      { axes: "n,e" },
      /axes must be of layers, batch, heads, n, d, got n,e$/,
    ],
    ["an axis that objects inherit", { q: [2, 2], k: [2, 2] }, { axes: "n,constructor" }, /axes must be of layers/],
    [
      "an axis twice",
      { q: [2, 2], k: [2, 2] },
      { axes: "n,d,n" },
      /axes must name n and d, and none twice, got n,d,n$/,
    ],
    [
      "no axis of rows",
      { q: [2, 2], k: [2, 2] },
      { axes: "heads,d" },
      /axes must name n and d, and none twice, got heads,d$/,
    ],
  ])("%s", async (_, shapes, options, reason) => {
    await expect(headsIn(shapes, options)).rejects.toThrow(RangeError);
    await expect(headsIn(shapes, options)).rejects.toThrow(reason);
  });

  test("and lists eight names at most", async () => {
    const shapes = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`w${i}`, [1]]));
    await expect(headsIn(shapes)).rejects.toThrow(/got w0, w1, w2, w3, w4, w5, w6, w7 and 3 more$/);
  });

  test("integers, by their name and remedy", async () => {
    const q = { dtype: "I8", shape: [2, 2], data: new Uint8Array(4) };
    const file = folder.write("integers.safetensors", safetensorsBytes({ q, k: f32([2, 2]) }));
    const set = await openTensors([file]);
    expect(() => headsOf(set)).toThrow("q: the type must be F16, BF16, F32 or F64, got I8; save t.to(torch.float32)");
  });
});
