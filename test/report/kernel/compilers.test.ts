/** A report's kernels share one compiler; what cells say must not depend on that. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Memory } from "../../../report/cache/memory.js";
import { CompilerProcess } from "../../../report/kernel/compiler-process.js";
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

/** What a kernel is told for its first cell. */
async function answerOf(path: string): Promise<string> {
  const socket = createConnection(path, () => socket.write('{"declarations":"","source":"const a = 1;"}\n'));
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return answer.toString("utf8");
}

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
      const kill = `import { execFileSync } from "node:child_process";\nexecFileSync("pkill", ["-9", "-f", ${JSON.stringify(dirname(path!))}]);`;
      const result = await executeNotebook(await notebook("killer", NAMES[0]!, kill, NAMES[1]!, LOADED), { compilers });
      expect(result.failures).toEqual([]);
      expect(JSON.stringify(outputsIn(result))).toMatch(/\{ a: 2 \} \{ x: 2 \}.*compiles undefined/);
    } finally {
      await compilers.close();
    }
  });

  it("is no process before anybody asks, nor after it was closed, and where it does not start it answers null", async () => {
    const running = (): string => execFileSync("ps", ["-Ao", "args"], { encoding: "utf8" });
    const compilers = new Compilers();
    const path = (await compilers.pathFor(folder))!;
    expect(await compilers.pathFor(folder)).toBe(path);
    expect(running()).not.toContain(dirname(path));
    expect(await answerOf(path)).toMatch(/^\{"converted":\{"output":".*const a = 1/);
    expect(running()).toContain(dirname(path));
    expect(await answerOf((await compilers.pathFor(join(folder, "nowhere")))!)).toBe("null\n");
    await compilers.close();
    await expect.poll(running).not.toContain(dirname(path));
  });

  it("remembers sound cells, and asks for those alone that are new or wrong", async () => {
    const memory = new Memory();
    const ask = vi.spyOn(CompilerProcess.prototype, "ask");
    const run = async (name: string, ...cells: string[]): Promise<[asked: string[], executed: ExecutedNotebook]> => {
      ask.mockClear();
      const compilers = new Compilers(memory);
      try {
        const executed = await executeNotebook(await notebook(name, ...cells), { compilers });
        return [ask.mock.calls.map(([line]) => (JSON.parse(line) as { source: string }).source), executed];
      } finally {
        await compilers.close();
      }
    };
    const wrong = "const s: string = a;";
    const [first, executed] = await run("remembered", ...NAMES, wrong);
    expect(first).toEqual([...NAMES, wrong]);
    const [again, reused] = await run("remembered", ...NAMES, wrong);
    expect(again).toEqual([wrong]);
    expect(outputsIn(reused)).toEqual(outputsIn(executed));
    // A name's type is changed: what uses it is translated anew.
    expect((await run("remembered", NAMES[0]!.replace("2", '"2"'), NAMES[1]!))[0]).toHaveLength(2);
    vi.restoreAllMocks();
  });
});
