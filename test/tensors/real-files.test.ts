/** Files as Python's own libraries write them; skipped by name where python3 lacks NumPy, safetensors or PyTorch. */
import { execFileSync, spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { headsOf, openTensors, readNpy, readRows } from "../../src/tensors/index.js";
import { readFileSync } from "node:fs";
import { TestFolder } from "./files.js";

const folder = new TestFolder();

const pythonWith = (modules: string): string | undefined =>
  ["python3", "/usr/bin/python3"].find((command) => spawnSync(command, ["-c", `import ${modules}`]).status === 0);
const numpy = pythonWith("numpy");
const torch = pythonWith("numpy, safetensors, torch");

const run = (python: string, script: string): void => {
  execFileSync(python, ["-c", script, folder.path("")], { stdio: "pipe" });
};

/** a[l, h, i, j] = (1000 l + 100 h + 10 i + j) / 8, which all types hold exactly, bfloat16 but for its last bits. */
const ENTRIES = `
import sys, numpy as np
out = sys.argv[1]
l, h, i, j = np.ogrid[:2, :2, :3, :4]
a = ((1000 * l + 100 * h + 10 * i + j) / 8)
`;
const entry = (l: number, h: number, i: number, j: number): number => (1000 * l + 100 * h + 10 * i + j) / 8;

const ROWS = Array.from({ length: 3 }, (_, i) => Array.from({ length: 4 }, (_, j) => [i, j] as const)).flat();

describe.skipIf(numpy === undefined)("what NumPy writes (skipped without it)", () => {
  beforeAll(() =>
    run(
      numpy!,
      `${ENTRIES}
for order in "<>":
    for kind in ("f2", "f4", "f8"):
        np.save(f"{out}/{'LB'[order == '>']}{kind}C.npy", a.astype(order + kind))
        np.save(f"{out}/{'LB'[order == '>']}{kind}F.npy", np.asfortranarray(a.astype(order + kind)))
np.savez(f"{out}/stored.npz", q=a.astype("f4"), k=a.astype("f4"), ids=np.arange(3))
np.savez_compressed(f"{out}/packed.npz", q=a.astype("f4"), k=a.astype("f4"), ids=np.arange(3))
np.save(f"{out}/objects.npy", np.array([[1], "x"], dtype=object), allow_pickle=True)
np.save(f"{out}/fields.npy", np.zeros(3, dtype=[("q", "f4"), ("shape", "f8")]))
`,
    ),
  );

  it.each(["L", "B"].flatMap((end) => ["f2", "f4", "f8"].flatMap((kind) => [`${end}${kind}C`, `${end}${kind}F`])))(
    "%s.npy: every entry",
    async (file) => {
      const { tensors } = await openTensors([folder.path(`${file}.npy`)]);
      const rows = readRows(tensors.get(file)!.at([1, 0]));
      expect([...rows]).toEqual(ROWS.map(([i, j]) => entry(1, 0, i, j)));
      const { data } = readNpy(readFileSync(folder.path(`${file}.npy`)));
      expect([...data.subarray(24, 36)]).toEqual([...rows]);
    },
  );

  it.each(["stored", "packed"])(
    "%s.npz: heads by layer, and no trouble with what is no array of floats",
    async (file) => {
      const set = await openTensors([folder.path(`${file}.npz`)]);
      const heads = headsOf(set);
      expect(heads).toHaveLength(4);
      for (const { layer, head, source } of heads) {
        const k = source.kind === "keys" ? [...readRows(source.k)] : [];
        expect(k).toEqual(ROWS.map(([i, j]) => entry(layer, head, i, j)));
      }
      set.close();
    },
  );

  it("objects and structures are refused by name", async () => {
    const set = await openTensors([folder.path("fields.npy")]);
    expect(() => set.tensors.get("fields")!.matrix(0, 1, [])).toThrow("must have two axes or more");
    expect(() => readNpy(readFileSync(folder.path("fields.npy")))).toThrow("got a structured type");
    expect(() => readNpy(readFileSync(folder.path("objects.npy")))).toThrow("|O (Python objects, a pickle)");
  });
});

describe.skipIf(torch === undefined)("what safetensors and PyTorch write (skipped without them)", () => {
  beforeAll(() =>
    run(
      torch!,
      `${ENTRIES}
import torch
from safetensors.torch import save_file
t = torch.tensor(a)
for kind in ("float16", "bfloat16", "float32", "float64"):
    x = t.to(getattr(torch, kind))
    save_file({f"layers.{l}.{n}": x[l].clone() for l in range(2) for n in "qk"}, f"{out}/{kind}.safetensors")
torch.save({"q": t}, f"{out}/saved.pt")
torch.save({"q": t}, f"{out}/legacy.pt", _use_new_zipfile_serialization=False)
save_file({"q": t.to(torch.int64), "k": t.to(torch.float8_e4m3fn)}, f"{out}/others.safetensors")
`,
    ),
  );

  it.each(["float16", "bfloat16", "float32", "float64"])("%s.safetensors: every entry of every head", async (kind) => {
    const heads = headsOf(await openTensors([folder.path(`${kind}.safetensors`)]));
    expect(heads.map(({ layer, head }) => [layer, head])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    // bfloat16 has eight significant bits, and rounds to the even neighbour.
    const rounded = (x: number): number => {
      const unit = 2 ** (Math.floor(Math.log2(x)) - 7);
      const [low, rest] = [Math.floor(x / unit), x / unit - Math.floor(x / unit)];
      return x === 0 ? 0 : unit * (rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low);
    };
    for (const { layer, head, source } of heads) {
      const q = source.kind === "keys" ? [...readRows(source.q)] : [];
      const exact = ROWS.map(([i, j]) => entry(layer, head, i, j));
      expect(q).toEqual(kind === "bfloat16" ? exact.map(rounded) : exact);
    }
  });

  it("torch.save's files, old and new, and other types are refused by name", async () => {
    await expect(openTensors([folder.path("saved.pt")])).rejects.toThrow(
      "it is a file by torch.save, which is not read",
    );
    await expect(openTensors([folder.path("legacy.pt")])).rejects.toThrow("it is a Python pickle, which is not read");
    const { tensors } = await openTensors([folder.path("others.safetensors")]);
    expect(() => tensors.get("q")!.at([0, 0])).toThrow("got I64; save t.to(torch.float32)");
    expect(() => tensors.get("k")!.at([0, 0])).toThrow("got F8_E4M3; save t.to(torch.float32)");
  });
});
