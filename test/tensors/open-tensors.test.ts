import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from "vitest";
import { enginePath } from "../../report/root.js";
import { openTensors, readRows, type TensorSet } from "../../src/tensors/index.js";
import { counting, f32, npyBytes, npyOf, safetensorsBytes, safetensorsWith, TestFolder, zipBytes } from "./files.js";

const folder = new TestFolder();
let count = 0;
/** A name that no other test uses. */
let name: string;
beforeEach(() => void (name = String(count++)));

const names = ({ tensors }: TensorSet): string[] => [...tensors.keys()];
const values = ({ tensors }: TensorSet, key: string, index: number[] = []): number[] => [
  ...readRows(tensors.get(key)!.at(index)),
];
/** What lies where archives are inflated, apart from other tests' places. */
const inflated = (): string[] => readdirSync(folder.path("temporary"));
beforeAll(() => {
  mkdirSync(folder.path("temporary"));
  for (const variable of ["TMPDIR", "TEMP"]) vi.stubEnv(variable, folder.path("temporary"));
});
afterAll(() => vi.unstubAllEnvs());

describe("the arrays of a file", () => {
  it(".npy: one, by the file's name", async () => {
    const set = await openTensors([folder.write(`${name}/layers.3.q.npy`, npyOf([2, 2, 2]))]);
    expect(names(set)).toEqual(["layers.3.q"]);
    expect(set.tensors.get("layers.3.q")!.shape).toEqual([2, 2, 2]);
    expect(values(set, "layers.3.q", [1])).toEqual([4, 5, 6, 7]);
  });

  it("big-endian, in double quotes, with Python 2's sizes: as NumPy reads them", async () => {
    const ones = await openTensors([enginePath("test/fixtures/npy/big_endian.npy")]);
    expect(values(ones, "big_endian")).toEqual([1, 1, 1, 1]);
  });

  test.each([
    ["stored", {}],
    ["compressed", { deflate: true }],
    ["stored, with sizes of more than 4 GiB", { zip64: true }],
    ["compressed, with sizes of more than 4 GiB", { deflate: true, zip64: true }],
  ])(".npz, %s", async (_, options) => {
    const archive = zipBytes({ "q.npy": npyOf([2, 3]), "layers/1/k.npy": npyOf([3, 2], 10) }, options);
    const path = folder.write(`${name}.npz`, archive);
    const set = await openTensors([path]);
    expect(names(set)).toEqual(["q", "layers/1/k"]);
    expect(values(set, "q")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(values(set, "layers/1/k")).toEqual([10, 11, 12, 13, 14, 15]);
    // What is stored is read where it lies; what is compressed lies in a temporary folder until the set is closed.
    const { file } = set.tensors.get("q")!.at([]);
    expect(file === path).toBe(!("deflate" in options));
    expect(inflated()).toHaveLength("deflate" in options ? 1 : 0);
    set.close();
    set.close();
    expect(inflated()).toEqual([]);
  });

  it(".safetensors, by its content if not by its name", async () => {
    const bytes = safetensorsBytes({ "layers.0.q": f32([1, 2, 2]), "layers.0.k": f32([2, 2], 4) });
    for (const ending of ["safetensors", "bin"]) {
      const set = await openTensors([folder.write(`${name}.${ending}`, bytes)]);
      expect(names(set)).toEqual(["layers.0.q", "layers.0.k"]);
      expect(values(set, "layers.0.q", [0])).toEqual([0, 1, 2, 3]);
      expect(values(set, "layers.0.k")).toEqual([4, 5, 6, 7]);
    }
  });

  it("of types that are not read trouble nobody until they are asked for", async () => {
    const ids = { dtype: "I64", shape: [1, 2], data: new Uint8Array(16) };
    const set = await openTensors([
      folder.write(`${name}.safetensors`, safetensorsBytes({ ids, q: f32([1, 2]) })),
      folder.write(`${name}.npz`, zipBytes({ "mask.npy": npyBytes([1, 2], new Uint8Array(2), { descr: "|b1" }) })),
    ]);
    expect(values(set, "q")).toEqual([0, 1]);
    expect(() => set.tensors.get("ids")!.at([])).toThrow(
      "ids: the type must be F16, BF16, F32 or F64, got I64; save t.to(torch.float32)",
    );
    expect(() => set.tensors.get("mask")!.at([])).toThrow(
      "mask: the type must be float16, float32 or float64, got |b1 (booleans); save a.astype(np.float32)",
    );
  });
});

describe("several files", () => {
  it("of a folder, at any depth: arrays by their names, .npy files by their paths", async () => {
    folder.write(`${name}/model-1.safetensors`, safetensorsBytes({ "layers.0.q": f32([1, 2]) }));
    folder.write(`${name}/model-2.safetensors`, safetensorsBytes({ "layers.1.q": f32([1, 2]) }));
    folder.write(`${name}/layer_2/q.npy`, npyOf([1, 2]));
    folder.write(`${name}/notes.txt`, "nothing");
    const set = await openTensors([folder.path(name)]);
    expect(names(set).sort()).toEqual(["layer_2/q", "layers.0.q", "layers.1.q"]);
  });

  it("that are links, as in a cache of downloads", async () => {
    folder.write(`${name}/blobs/1`, npyOf([1, 2]));
    mkdirSync(folder.path(name, "snapshot"));
    symlinkSync("../blobs/1", folder.path(name, "snapshot", "q.npy"));
    expect(names(await openTensors([folder.path(name, "snapshot")]))).toEqual(["q"]);
  });

  it("that use one name have all of theirs after their own", async () => {
    folder.write(`${name}/layer_0.npz`, zipBytes({ "q.npy": npyOf([1, 2]), "v.npy": npyOf([1, 2]) }));
    folder.write(`${name}/layer_1.npz`, zipBytes({ "q.npy": npyOf([1, 2], 5) }));
    const set = await openTensors([folder.path(name)]);
    expect(names(set)).toEqual(["layer_0/q", "layer_0/v", "layer_1/q"]);
    expect(values(set, "layer_1/q")).toEqual([5, 6]);
  });

  it("of one name, from several folders, are told apart by their paths", async () => {
    const files = [0, 1].map((layer) => folder.write(`${name}/layer_${layer}/q.npy`, npyOf([1, 2])));
    expect(names(await openTensors(files))).toEqual(files.map((file) => file.replace(/\.npy$/, "")));
    const both = [
      folder.write(`${name}/a.npz`, zipBytes({ "q.npy": npyOf([1, 2]) })),
      folder.write(`${name}/a.safetensors`, safetensorsBytes({ q: f32([1, 2]) })),
    ];
    expect(names(await openTensors(both))).toEqual(both.map((file) => `${file}/q`));
  });

  it("that are one file twice are refused", async () => {
    const file = folder.write(`${name}.npy`, npyOf([1, 2]));
    await expect(openTensors([file, file])).rejects.toThrow(`arrays must have names of their own, got two ${file}`);
  });

  it("that an index of shards names", async () => {
    const index = (files: Record<string, unknown>): string =>
      folder.write(`${name}/model.safetensors.index.json`, JSON.stringify({ metadata: {}, weight_map: files }));
    folder.write(`${name}/1.safetensors`, safetensorsBytes({ q: f32([1, 2]), v: f32([1, 2]) }));
    folder.write(`${name}/2.safetensors`, safetensorsBytes({ k: f32([1, 2]) }));
    folder.write(`${name}/other.npy`, npyOf([1, 2]));
    const path = index({ q: "1.safetensors", v: "1.safetensors", k: "2.safetensors" });
    expect(names(await openTensors([path]))).toEqual(["q", "v", "k"]);
    const refused = async (files: Record<string, unknown>, reason: string): Promise<void> => {
      index(files);
      await expect(openTensors([path])).rejects.toThrow(reason);
      await expect(openTensors([folder.path(name)])).rejects.toThrow(reason);
    };
    await refused({ q: "3.safetensors" }, "the shards must lie beside their index, 3.safetensors is missing");
    await refused({ q: "../1.safetensors" }, "the shards must lie beside their index, got ../1.safetensors");
    await refused({ q: 1 }, "the index must have a weight_map from tensors to files");
    folder.write(`${name}/model.safetensors.index.json`, "{");
    await expect(openTensors([path])).rejects.toThrow("the index must have a weight_map from tensors to files");
  });
});

describe("what is refused names the file and what to do instead", () => {
  const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

  test.each([
    ["x.h5", "\x89HDF\r\n\x1a\n", 'it is an HDF5 file; save its arrays with np.savez("dump.npz"'],
    ["x.mat", "MATLAB 5.0 MAT-file, ...", "it is a MATLAB file; save its arrays with np.savez"],
    ["x.gguf", "GGUF\x03\0\0\0", "it is a GGUF file; it holds a model's weights"],
    ["x.parquet", "PAR1....", "it is a Parquet file"],
    ["x.arrow", "ARROW1..", "it is an Arrow file"],
    [
      "x.pkl",
      "\x80\x04\x95",
      "it is a Python pickle, which is not read; save tensors with safetensors.torch.save_file",
    ],
    ["x.txt", "no array", "the file must be an .npy, .npz or .safetensors file; its content is of none of them"],
    ["x.npy", "no array at all", 'the file must begin with "\\x93NUMPY"; it is not a NumPy array (.npy)'],
    ["empty.npy", "", "the file is empty"],
    ["short.npy", "\x93NUMPY\x01\0\xff\xff{", "the file ends inside its header"],
    ["endless.npy", "\x93NUMPY\x02\0\xff\xff\xff\xff{", "the file ends inside its header"],
  ])("%s", async (file, text, reason) => {
    const path = folder.write(`${name}/${file}`, latin1(text));
    await expect(openTensors([path])).rejects.toThrow(`openTensors: ${path}: ${reason}`);
  });

  it("an .npy file with a header of megabytes is not read into memory", async () => {
    const path = folder.write(
      `${name}.npy`,
      Buffer.concat([latin1("\x93NUMPY\x02\0\x00\x00\x20\0"), Buffer.alloc(3 << 20)]),
    );
    await expect(openTensors([path])).rejects.toThrow("the header must have 1048576 bytes or fewer, got 2097164");
  });

  it("a file by torch.save, an archive without arrays, a compressed file", async () => {
    const torch = folder.write(
      `${name}.pt`,
      zipBytes({ "archive/data.pkl": latin1("\x80\x02"), "archive/data/0": counting(4) }),
    );
    await expect(openTensors([torch])).rejects.toThrow(
      `${torch}: it is a file by torch.save, which is not read; save its tensors with safetensors.torch.save_file`,
    );
    const zip = folder.write(`${name}.zip`, zipBytes({ "notes.txt": latin1("x") }));
    await expect(openTensors([zip])).rejects.toThrow("the archive must hold .npy files, as np.savez writes them");
    const gzip = folder.write(`${name}.npy.gz`, gzipSync(npyOf([1, 2])));
    await expect(openTensors([gzip])).rejects.toThrow("it is compressed by gzip; unpack it with gunzip");
  });

  it("what is not there, and a folder without arrays", async () => {
    await expect(openTensors(["nowhere"])).rejects.toThrow("openTensors: nowhere: there is no such file or folder");
    mkdirSync(folder.path(name));
    await expect(openTensors([folder.path(name)])).rejects.toThrow(
      "must hold .npy, .npz or .safetensors files, got none",
    );
    folder.write(`${name}/a.h5`, latin1("\x89HDF\r\n\x1a\n"));
    ["b", "c", "d"].forEach((file) => folder.write(`${name}/${file}.txt`, file));
    await expect(openTensors([folder.path(name)])).rejects.toThrow(
      "got a.h5, b.txt, c.txt, ... (it is an HDF5 file; save",
    );
  });

  it("an archive that is cut, changed, or has a member that lies", async () => {
    const bytes = zipBytes({ "q.npy": npyOf([8, 8]) }, { deflate: true });
    const opening = (changed: Uint8Array): Promise<TensorSet> => openTensors([folder.write(`${name}.npz`, changed)]);
    await expect(opening(bytes.subarray(0, 60))).rejects.toThrow(/\.npz: the archive must be whole, got: /);
    const flipped = Buffer.from(bytes);
    flipped[14]! ^= 1;
    const central = bytes.indexOf("PK\x01\x02", 0, "latin1");
    flipped[central + 16]! ^= 1;
    await expect(opening(flipped)).rejects.toThrow(/q\.npy: the checksum must be \d+, got \d+$/);
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, 40, 80);
    await expect(opening(damaged)).rejects.toThrow("the archive must be whole, got: ");
    const wrong = zipBytes({ "q.npy": npyBytes([3, 3], counting(8)) });
    await expect(opening(wrong)).rejects.toThrow("the data must have 36 bytes for shape (3, 3) of float32, got 32");
    const twice = zipBytes({ "q.npy": npyOf([1, 2]), "r.npy": npyOf([1, 2]) });
    for (let at = twice.indexOf("r.npy"); at >= 0; at = twice.indexOf("r.npy")) twice.write("q.npy", at);
    await expect(opening(twice)).rejects.toThrow("arrays must have names of their own");
    expect(inflated()).toEqual([]);
  });

  test.each<[what: string, described: unknown, reason: string]>([
    ["a header that is no JSON", "{", "the header must be a JSON object"],
    ["a header that is a list", [], "the header must be a JSON object"],
    ["nothing of an array", { q: null }, "q: the header must give dtype, shape and data_offsets, got null"],
    ["half of an array", { q: { dtype: "F32", shape: [2] } }, "q: the header must give dtype, shape and data_offsets"],
    ["a shape below 0", { q: { dtype: "F32", shape: [-1], data_offsets: [0, 4] } }, "q: the header must give"],
    [
      "entries beyond the file",
      { q: { dtype: "F32", shape: [9], data_offsets: [0, 36] } },
      "q: the entries must end within the file's 16 bytes, got 36",
    ],
    [
      "offsets that decrease",
      { q: { dtype: "F32", shape: [0], data_offsets: [8, 4] } },
      "q: data_offsets must not decrease, got (8, 4)",
    ],
    [
      "a length that does not fit",
      { q: { dtype: "F16", shape: [2, 2], data_offsets: [0, 16] } },
      "q: the data must have 8 bytes for shape (2, 2) of F16, got 16",
    ],
    [
      "entries in two arrays",
      { q: { dtype: "F32", shape: [2], data_offsets: [0, 8] }, k: { dtype: "F32", shape: [2], data_offsets: [4, 12] } },
      "q and k: the entries must not overlap, got 4 within 0 to 8",
    ],
  ])("a safetensors file with %s", async (_, described, reason) => {
    const path = folder.write(`${name}.safetensors`, safetensorsWith(described, counting(4)));
    await expect(openTensors([path])).rejects.toThrow(`openTensors: ${path}: ${reason}`);
  });

  it("a safetensors file that ends inside its header, and one whose header is said to be endless", async () => {
    const bytes = safetensorsBytes({ q: f32([1, 2]) });
    const opening = (cut: Uint8Array): Promise<TensorSet> => openTensors([folder.write(`${name}.safetensors`, cut)]);
    await expect(opening(bytes.subarray(0, 30))).rejects.toThrow(/the header must have 22 bytes or fewer, got \d+$/);
    await expect(opening(bytes.subarray(0, 5))).rejects.toThrow("a safetensors file must have 8 bytes or more, got 5");
    await expect(opening(Buffer.alloc(20, 0xff))).rejects.toThrow("bytes or fewer, got 18446744073709551615");
  });
});

describe("a tensor's matrix", () => {
  it("needs an index that fits the shape, and two axes", async () => {
    const set = await openTensors([
      folder.write(`${name}/a.npy`, npyOf([2, 3, 4])),
      folder.write(`${name}/row.npy`, npyOf([3])),
    ]);
    const { at } = set.tensors.get("a")!;
    for (const index of [[], [2], [-1], [0.5], [0, 0]]) {
      expect(() => at(index)).toThrow(`a.npy: the index must lie within (2), got (${index.join(", ")})`);
    }
    expect(() => set.tensors.get("row")!.at([])).toThrow(
      "row.npy: the array must have two axes or more, got shape (3,)",
    );
  });

  it("is one row of the last axis where that is asked for", async () => {
    const set = await openTensors([
      folder.write(`${name}/a.npy`, npyOf([2, 3, 4])),
      folder.write(`${name}/f.npy`, npyBytes([2, 3], counting(6), { fortran: true })),
      folder.write(`${name}/one.npy`, npyOf([3])),
      folder.write(`${name}/none.npy`, npyOf([])),
    ]);
    const row = (array: string, ...index: number[]): number[] => [...readRows(set.tensors.get(array)!.row(index))];
    expect(row("a", 1, 2)).toEqual([20, 21, 22, 23]);
    expect(row("f", 1)).toEqual([1, 3, 5]);
    expect(row("one")).toEqual([0, 1, 2]);
    expect(() => row("a", 1)).toThrow("a.npy: the index must lie within (2, 3), got (1)");
    expect(() => row("none")).toThrow("none.npy: the array must have an axis or more, got shape ()");
  });

  it("can be handed to a worker thread", async () => {
    const path = enginePath("test/fixtures/npy/q.npy");
    const set = await openTensors([path]);
    const ref = set.tensors.get("q")!.at([]);
    expect(structuredClone(ref)).toEqual(ref);
    expect(ref).toMatchObject({ file: path, rows: 96, columns: 16, rowStride: 1, columnStride: 96 });
    expect(readFileSync(path)).toHaveLength(ref.offset + 4 * 96 * 16);
    expect(ref.label).toBe(path);
  });
});
