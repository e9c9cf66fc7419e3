/** A report's kernels share one compiler; what cells say must not depend on that. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Compilers } from "../../../report/kernel/compilers.js";
import { executeAll } from "../../../report/notebooks/execute-all.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import type { ExecutedNotebook, NotebookFile } from "../../../report/types.js";
import { filesIn, withTemporaryFolder } from "./temporary.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compilers-"));
  await writeFile(join(folder, "side.ts"), "export const side: number = 7;\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function notebook(name: string, ...sources: string[]): Promise<NotebookFile> {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    id: `c${i}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
  const path = join(folder, `${name}.ipynb`);
  await writeFile(path, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
  return readNotebook(path);
}

function outputsIn({ notebook: { cells } }: ExecutedNotebook): unknown[] {
  return cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.outputs] : []));
}

/** Whether any TypeScript was loaded, the project's or tslab's, and not only promised. */
const LOADED = `import { isProxy } from "node:util/types";
const compilers = Object.entries(require.cache).filter(([file]) => file.endsWith("/lib/typescript.js"));
const loaded = compilers.filter(([, compiler]) => !isProxy(compiler!.exports)).map(([file]) => file);
console.log(compilers.length > 0 && loaded.length === 0 ? "asks" : "compiles", process.env.NCSPARSE_COMPILER, loaded);`;

const NAMES = ["const a = 2;\ninterface Point { x: number }", "const p: Point = { x: a };\nconsole.log({ a }, p)"];
const TYPE_ERROR = "const b = { a };\nconst n: string = b.a + p.x;";
const SIDE = ['import { side } from "./side";\nconsole.log(side)', "console.log(side + 1)", LOADED];
const MODULE = ["/** @module own */\nexport const own = 5;", 'import { own } from "./own";\nown'];

describe("a report's compiler", () => {
  const results = new Map<string, ExecutedNotebook>();
  const printed = (name: string): string => JSON.stringify(outputsIn(results.get(name)!));

  beforeAll(async () => {
    const files = [
      await notebook("one", ...NAMES, LOADED),
      await notebook("wrong", ...NAMES, TYPE_ERROR),
      await notebook("first", ...SIDE),
      await notebook("second", ...SIDE),
      await notebook("module", ...MODULE),
    ];
    await withTemporaryFolder(async (temporary) => {
      for (const result of await executeAll(files, { parallel: 2, workers: 1 })) results.set(result.name, result);
      expect(filesIn(temporary)).toEqual([]);
    });
  });

  it("translates the cells of a kernel, which leaves TypeScript unloaded", () => {
    expect(results.get("one")!.failures).toEqual([]);
    expect(printed("one")).toContain("asks undefined");
    expect(printed("one")).toContain("{ a: 2 } { x: 2 }");
  });

  it("finds the same type errors at the same places as a kernel on its own", async () => {
    const alone = await executeNotebook(await notebook("wrong", ...NAMES, TYPE_ERROR));
    expect(alone.failures).toHaveLength(1);
    expect(results.get("wrong")!.failures).toEqual(alone.failures);
    expect(outputsIn(results.get("wrong")!)).toEqual(outputsIn(alone));
  });

  it.each(["first", "second"])("leaves cells that take in files of the project to kernel %s", (name) => {
    expect(results.get(name)!.failures).toEqual([]);
    expect(printed(name)).toMatch(/7\\n.*8\\n.*compiles undefined/);
  });

  it("leaves tslab's modules to their kernels", () => {
    expect(results.get("module")!.failures).toEqual([]);
    expect(printed("module")).toContain('"5"');
  });

  it("can die: the kernel that asks then compiles for itself", async () => {
    const compilers = new Compilers();
    try {
      const path = await compilers.pathFor(folder);
      expect(path).toBeDefined();
      const kill = `import { execFileSync } from "node:child_process";\nexecFileSync("pkill", ["-9", "-f", ${JSON.stringify(path)}]);`;
      const result = await executeNotebook(await notebook("killer", NAMES[0]!, kill, NAMES[1]!, LOADED), { compilers });
      expect(result.failures).toEqual([]);
      expect(JSON.stringify(outputsIn(result))).toMatch(/\{ a: 2 \} \{ x: 2 \}.*compiles undefined/);
    } finally {
      await compilers.close();
    }
  });

  it("is no process after it was closed, and one that does not start is none", async () => {
    const compilers = new Compilers();
    const path = await compilers.pathFor(folder);
    expect(await compilers.pathFor(folder)).toBe(path);
    expect(await compilers.pathFor(join(folder, "nowhere"))).toBeUndefined();
    await compilers.close();
    const left = (): string => execFileSync("ps", ["-Ao", "args"], { encoding: "utf8" });
    await expect.poll(left).not.toContain(path);
  });
});
