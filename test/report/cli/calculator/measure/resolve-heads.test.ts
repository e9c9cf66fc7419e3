/** Which heads the flags and operands of `ncsparse measure` mean, and what a single head's measurement makes of them. */
import { Command } from "commander";
import { describe, expect, it, test } from "vitest";
import { withDump, type DumpFlags } from "../../../../../report/cli/calculator/measure/dump-flags.js";
import { resolveHeads } from "../../../../../report/cli/calculator/measure/resolve-heads.js";
import { rotateRows } from "../../../../../src/attention/rotary.js";
import { fillNormal, stream } from "../../../../../src/kit/random/index.js";
import {
  counting,
  f32,
  npyBytes,
  npyOf,
  product,
  safetensorsBytes,
  TestFolder,
  zipBytes,
} from "../../../../tensors/files.js";
import { runCommand, type CommandRun } from "../../../../support/run-command.js";

const folder = new TestFolder();

const measure = (...args: string[]): Promise<CommandRun> => runCommand(["measure", ...args]);

/** What the command line says, parsed as the command does. */
function parsed(args: readonly string[]): [dump: string[], flags: DumpFlags] {
  const command = withDump(new Command("measure")).exitOverride();
  command.configureOutput({ outputError: () => undefined });
  command.parse(args, { from: "user" });
  return [command.args, command.opts()];
}

/** Layer, batch, head and key head of each head. */
async function headsOf(...args: string[]): Promise<string[]> {
  const { heads, close } = await resolveHeads(...parsed(args));
  close();
  return heads.map(({ layer, batch, head, keyHead, source }) => `${source.kind} ${layer} ${batch} ${head} ${keyHead}`);
}

function normal(name: string, rows: number, columns: number): Float32Array {
  const data = new Float64Array(rows * columns);
  fillNormal(stream(7, name), data);
  return Float32Array.from(data);
}

const bytesOf = (data: Float32Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

describe("heads are resolved", () => {
  it("from files and folders", async () => {
    const [q, k] = [npyOf([4, 3, 2]), npyOf([2, 3, 2])];
    const files = [0, 1].map((l) => folder.write(`dump/layer_${l}.npz`, zipBytes({ "q.npy": q, "k.npy": k })));
    const layer = (l: number): string[] => [0, 1, 2, 3].map((h) => `keys ${l} 0 ${h} ${h >> 1}`);
    expect(await headsOf(folder.path("dump"))).toEqual([...layer(0), ...layer(1)]);
    expect(await headsOf(...files)).toEqual([...layer(0), ...layer(1)]);
    expect(await headsOf(files[1]!)).toEqual(layer(0));
  });

  it("from one file a role, whatever the files are called", async () => {
    const q = folder.write("a/first.npy", npyOf([2, 2, 3, 4]));
    const k = folder.write("a/second.safetensors", safetensorsBytes({ anything: f32([2, 1, 3, 4]) }));
    expect(await headsOf("--q", q, "--k", k)).toEqual(["keys 0 0 0 0", "keys 0 0 1 0", "keys 1 0 0 0", "keys 1 0 1 0"]);
    const v = folder.write("a/v.npy", npyOf([2, 4, 1]));
    expect(await headsOf("--logits", folder.write("a/z.npy", npyOf([2, 3, 4])), "--v", v)).toEqual([
      "logits 0 0 0 0",
      "logits 0 0 1 1",
    ]);
    expect(await headsOf("--probabilities", folder.write("a/p.npy", npyOf([3, 3])))).toEqual(["probabilities 0 0 0 0"]);
  });

  it("from the arrays and axes that are named", async () => {
    const arrays = { "h.7.wq": f32([1, 3, 2, 4]), "h.7.wk": f32([1, 3, 2, 4]), other: f32([2, 2]) };
    const file = folder.write("named.safetensors", safetensorsBytes(arrays));
    const names = ["--names", "q=h.{layer}.wq,k=h.{layer}.wk", "--axes", "batch,n,heads,d"];
    const expected = ["keys 7 0 0 0", "keys 7 0 1 1"];
    expect(await headsOf(file, ...names)).toEqual(expected);
    expect(await headsOf("--q", file, "--k", file, ...names)).toEqual(expected);
  });
});

describe("one line and exit code 2", () => {
  const q = (): string => folder.write("line/q.npy", npyOf([3, 4]));
  const k = (): string => folder.write("line/k.npy", npyOf([3, 4]));
  const both = (): string =>
    folder.write("line/both.npz", zipBytes({ "q.npy": npyOf([3, 4]), "k.npy": npyOf([3, 4]) }));
  const two = (): string => folder.write("line/two.npz", zipBytes({ "a.npy": npyOf([3, 4]), "b.npy": npyOf([3, 4]) }));

  test.each<[what: string, args: () => string[], reason: string]>([
    ["nothing", () => [], "measure: give one of a dump, --q and --k, --logits and --probabilities"],
    ["a dump and queries", () => [both(), "--q", q(), "--k", k()], "measure: give one of a dump, --q and --k"],
    ["logits and probabilities", () => ["--logits", q(), "--probabilities", q()], "measure: give one of a dump"],
    ["queries alone", () => ["--q", q()], "measure: --k must be given, too"],
    ["keys alone", () => ["--k", k()], "measure: --q must be given, too"],
    ["values alone", () => ["--v", k()], "measure: give one of a dump"],
    ["a dump and values", () => [both(), "--v", k()], "measure: --v goes with --q, --logits or --probabilities"],
    ["a file that is not there", () => ["--q", q(), "--k", "nowhere"], "--k nowhere: there is no such file or folder"],
    ["a dump that is not there", () => ["nowhere"], "measure: nowhere: there is no such file or folder"],
    [
      "integers",
      () => ["--q", q(), "--k", folder.write("line/i.npy", npyBytes([2, 2], counting(4), { descr: "<i4" }))],
      "i.npy: the type must be float16, float32 or float64, got <i4 (integers); save a.astype(np.float32)",
    ],
    [
      "several arrays of no role",
      () => ["--q", two(), "--k", k()],
      "two.npz: of several arrays one must be named q; give --names q=PATTERN",
    ],
    ["no usual name", () => [two()], "headsOf: an array must be named like q or layers.0.q, got a, b"],
    ["names without roles", () => [two(), "--names", "a"], "it must be role=pattern, comma-separated"],
    ["a role twice", () => [two(), "--names", "q=a,q=b"], "it must be role=pattern, comma-separated"],
    [
      "an unknown placeholder",
      () => [two(), "--names", "q={l}"],
      "a name's placeholders must be {layer}, {batch} and {head}",
    ],
    ["unknown axes", () => [both(), "--axes", "x,y"], "axes must be of layers, batch, heads, n, d, got x,y"],
    [
      "a layout without a base",
      () => [both(), "--rope-layout", "half"],
      "--rope-layout says how --rope-theta turns; give both",
    ],
    [
      "an unknown layout",
      () => [both(), "--rope-theta", "1", "--rope-layout", "x"],
      "Allowed choices are half, interleaved.",
    ],
    ["no base", () => [both(), "--rope-theta", "0"], "it must be a number > 0."],
    [
      "turned logits",
      () => ["--logits", q(), "--rope-theta", "10000"],
      "--rope-theta turns queries and keys, got logits",
    ],
    [
      "rotary embedding of an odd width",
      () => [
        "--q",
        folder.write("line/odd.npy", npyOf([2, 3])),
        "--k",
        folder.write("line/odd.npy", npyOf([2, 3])),
        "--rope-theta",
        "10",
      ],
      "d must be an even integer >= 2, got 3",
    ],
    [
      "a key that is not finite",
      () => ["--q", q(), "--k", folder.write("line/nan.npy", npyBytes([1, 4], bytesOf(Float32Array.of(0, 1, NaN, 2))))],
      "nan.npy: entries must be finite, got NaN at row 0, column 2",
    ],
  ])("for %s", async (_, args, reason) => {
    const { code, out, err } = await measure(...args());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(reason);
    expect(err).toMatch(/^ncsparse: .*\n$/);
  });
});

describe("one head's measurement", () => {
  const [rows, columns] = [48, 8];
  const [q, k] = [normal("q", rows, columns), normal("k", rows, columns)];
  const npy = (name: string, data: Float32Array, shape: readonly number[]): string =>
    folder.write(`one/${name}.npy`, npyBytes(shape, bytesOf(data.subarray(0, product(shape)))));

  it("is the same from every format and shape", async () => {
    const expected = await measure("--q", npy("q", q, [rows, columns]), "--k", npy("k", k, [rows, columns]), "--json");
    expect(expected).toMatchObject({ code: 0, err: "" });
    const arrays = { q: npyBytes([rows, columns], bytesOf(q)), k: npyBytes([1, rows, columns], bytesOf(k)) };
    const members = { "q.npy": arrays.q, "k.npy": arrays.k };
    const tensors = {
      "layers.0.q": { shape: [1, 1, rows, columns], data: bytesOf(q) },
      "layers.0.k": { shape: [1, rows, columns], data: bytesOf(k) },
    };
    for (const file of [
      folder.write("one/a.npz", zipBytes(members)),
      folder.write("one/b.npz", zipBytes(members, { deflate: true })),
      folder.write("one/c.safetensors", safetensorsBytes(tensors)),
    ]) {
      expect(await measure(file, "--json")).toEqual(expected);
    }
  });

  it.each(["half", "interleaved"] as const)("turns queries and keys by their positions, %s", async (layout) => {
    const few = 16; // the last ones
    const turned = (data: Float32Array, from: number): Float32Array =>
      rotateRows(data, columns, { theta: 100, layout, from });
    const last = q.slice((rows - few) * columns);
    const before = ["--q", npy("last", last, [few, columns]), "--k", npy("k", k, [rows, columns])];
    const after = [
      "--q",
      npy("last-turned", turned(last, rows - few), [few, columns]),
      "--k",
      npy("k-turned", turned(k, 0), [rows, columns]),
    ];
    const expected = await measure(...after, "--json");
    const options = ["--rope-theta", "100", ...(layout === "half" ? [] : ["--rope-layout", layout])];
    expect(await measure(...before, ...options, "--json")).toEqual(expected);
    expect((await measure(...before, "--json")).out).not.toBe(expected.out);
  });
});
