import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Memory } from "../../../report/cache/memory.js";
import { executeOrReuse, notebookParts } from "../../../report/cache/notebook-cache.js";
import { cacheKey, CacheStore } from "../../../report/cache/store.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import { enginePath } from "../../../report/root.js";
import type { CodeCell, Notebook, NotebookFile } from "../../../report/types.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-notebook-cache-"));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function fixture(name: string): Promise<NotebookFile> {
  const path = join(folder, `${name}.ipynb`);
  await cp(enginePath("test", "fixtures", "notebooks", `${name}.ipynb`), path);
  return await readNotebook(path);
}

function edited(file: NotebookFile, edit: (notebook: Notebook) => void): NotebookFile {
  const copy = structuredClone(file);
  edit(copy.notebook);
  return copy;
}
const firstCode = ({ cells }: Notebook): CodeCell => cells.find((cell): cell is CodeCell => cell.cell_type === "code")!;

/** The hash of the modules that the cells run. */
const CODE = "c";
const ENV = { NCSPARSE_PROFILE: "quick", NCSPARSE_SEED: "3", NCSPARSE_WORKERS: "1" };

/** What was changed -> whether the notebook is executed again. */
const CHANGES: readonly [string, "executed" | "reused", (file: NotebookFile) => [NotebookFile, object?]][] = [
  ["nothing", "reused", (file) => [file]],
  [
    "prose",
    "reused",
    (file) => [
      edited(file, ({ cells }) => cells.unshift({ cell_type: "markdown", id: "new", metadata: {}, source: "# New" })),
    ],
  ],
  ["a cell's id", "reused", (file) => [edited(file, (n) => void (firstCode(n).id = "renamed"))]],
  ["a tag for display", "reused", (file) => [edited(file, (n) => void (firstCode(n).metadata.tags = ["hide-input"]))]],
  [
    "an option for display",
    "reused",
    (file) => [edited(file, (n) => void (firstCode(n).source = "#| label: x\na\nb"))],
  ],
  [
    "an option for execution",
    "executed",
    (file) => [edited(file, (n) => void (firstCode(n).source = "//| eval: false\na\nb"))],
  ],
  ["outputs left by an editor", "reused", (file) => [edited(file, (n) => void (firstCode(n).execution_count = 7))]],
  ["source as a list of lines", "reused", (file) => [edited(file, (n) => splitSource(firstCode(n)))]],
  ["the number of workers", "reused", (file) => [file, { ...ENV, NCSPARSE_WORKERS: "8" }]],
  ["where kernels keep their records", "reused", (file) => [file, { ...ENV, NCSPARSE_MEMORY: "/elsewhere" }]],
  ["code", "executed", (file) => [edited(file, (n) => void (firstCode(n).source = "1 + 1"))]],
  ["a space in the code", "executed", (file) => [edited(file, (n) => void (firstCode(n).source = "1  + 1"))]],
  ["a tag for execution", "executed", (file) => [edited(file, (n) => void (firstCode(n).metadata.tags = [SKIP]))]],
  ["one more code cell", "executed", (file) => [edited(file, (n) => n.cells.push({ ...firstCode(n), id: "more" }))]],
  ["the seed", "executed", (file) => [file, { ...ENV, NCSPARSE_SEED: "4" }]],
  ["the profile", "executed", (file) => [file, { ...ENV, NCSPARSE_PROFILE: "full" }]],
];
const SKIP = "skip-execution";

function splitSource(cell: CodeCell): void {
  cell.source = (cell.source as string).split(/(?<=\n)/);
}

/** The key of a notebook's outputs, of which the kernel's fingerprint is another part (`fingerprint.test.ts`). */
function keyOf(file: NotebookFile, env: Readonly<Record<string, string>> = ENV): string {
  return cacheKey(["notebook", "f", CODE, ...notebookParts(file, env)]);
}

describe("what was changed decides what is executed again", () => {
  it.each(CHANGES)("%s: %s", async (_, fate, change) => {
    const file = edited(await fixture("displays"), (n) => void (firstCode(n).source = "//| echo: true\na\nb"));
    const [other, env = ENV] = change(file);
    expect(keyOf(file) === keyOf(other, env as Record<string, string>) ? "reused" : "executed").toBe(fate);
  });

  it("a declared data file's content: executed", async () => {
    const file = edited(await fixture("displays"), (n) => void (n.metadata.ncsparse = { data_files: ["data.csv"] }));
    await writeFile(join(folder, "data.csv"), "1,2");
    const before = keyOf(file);
    expect(keyOf(file)).toBe(before);
    await writeFile(join(folder, "data.csv"), "1,3");
    expect(keyOf(file)).not.toBe(before);
    await rm(join(folder, "data.csv"));
    expect(() => keyOf(file)).toThrow(/displays\.ipynb: .*data_files: data\.csv cannot be read \(ENOENT\)/);
  });
});

describe("a notebook that was executed before", () => {
  it("gives the same notebook without a kernel; a damaged entry is computed anew", async () => {
    const store = new CacheStore(join(folder, "cache"));
    const file = await fixture("displays");
    const run = async (): Promise<{ types: string[]; notebook: Notebook; reused: boolean }> => {
      const types: string[] = [];
      const options = { env: ENV, onEvent: ({ type }: { type: string }) => types.push(type) };
      const executed = await executeOrReuse(file, options, { memory: new Memory(() => "f", store), code: CODE });
      expect(executed.failures).toEqual([]);
      expect(Object.keys(executed.cellSeconds).length).toBeGreaterThan(0);
      return { types, notebook: executed.notebook, reused: executed.reused };
    };
    const first = await run();
    expect(first).toMatchObject({ reused: false });
    expect(first.types).toContain("kernel-starting");
    const second = await run();
    expect(second).toEqual({ types: ["notebook-reused"], notebook: first.notebook, reused: true });

    await store.put(keyOf(file), Buffer.from('{"seconds":1,"cells":[]}'), { kind: "notebook", label: "displays" });
    expect((await run()).reused).toBe(false);
    expect((await run()).reused).toBe(true);
  });

  it("is the very same object to one process until the notebook changes, prose included", async () => {
    const memory = new Memory(() => "f", new CacheStore(join(folder, "objects")));
    const file = await fixture("displays");
    const executed = await executeOrReuse(file, { env: ENV }, { memory, code: CODE });
    const reused = await executeOrReuse(file, { env: ENV }, { memory, code: CODE });
    expect(reused).toEqual({ ...executed, reused: true });
    expect(await executeOrReuse(structuredClone(file), { env: ENV }, { memory, code: CODE })).toBe(reused);
    const renamed = edited(file, (n) => void (firstCode(n).id = "renamed"));
    const other = await executeOrReuse(renamed, { env: ENV }, { memory, code: CODE });
    expect(other).not.toBe(reused);
    expect(firstCode(other.notebook).outputs).toBe(firstCode(reused.notebook).outputs);
  });

  it("is executed again if the modules that it runs are others", async () => {
    const memory = new Memory(() => "f", new CacheStore(join(folder, "modules")));
    const file = await fixture("displays");
    const reused: boolean[] = [];
    for (const code of [CODE, "changed", CODE]) {
      reused.push((await executeOrReuse(file, { env: ENV }, { memory, code })).reused);
    }
    expect(reused).toEqual([false, false, true]);
  });

  it("is executed again if it failed", async () => {
    const store = new CacheStore(join(folder, "failures"));
    const file = await fixture("throws-sync");
    for (let time = 0; time < 2; time++) {
      const executed = await executeOrReuse(file, { env: ENV }, { memory: new Memory(() => "f", store), code: CODE });
      expect(executed).toMatchObject({ reused: false, failures: [{ kind: "error" }] });
    }
    expect(await store.list()).toEqual([]);
  });
});
