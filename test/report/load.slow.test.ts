/** Many notebooks, a very long one, many figures: nothing is lost, left behind or piled up. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { executeAll } from "../../report/notebooks/execute-all.js";
import { executeNotebook } from "../../report/notebooks/execute.js";
import { readNotebook } from "../../report/notebooks/read.js";
import { enginePath } from "../../report/root.js";
import type { NotebookFile } from "../../report/types.js";
import { descendants, waitForEnd } from "./faults/own-process.js";
import { requestFor } from "./faults/build-folder.js";
import { filesIn, withTemporaryFolder } from "./kernel/temporary.js";
import { outputsOf } from "./notebooks/fixture.js";

const MIB = 2 ** 20;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-load-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A notebook of code cells, written and read as any other. */
async function notebookOf(name: string, sources: readonly string[], at = folder): Promise<NotebookFile> {
  const path = join(at, `${name}.ipynb`);
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  const empty = { cell_type: "code", metadata: {}, execution_count: null, outputs: [] };
  const cells = sources.map((source, index) => ({ ...empty, id: `cell-${index + 1}`, source }));
  await writeFile(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }));
  return await readNotebook(path);
}

/** Bytes of the heap in use after a collection. */
function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

it("50 notebooks of 20 cells: every output there, memory flat after a warm-up, no process and no file left", async () => {
  await withTemporaryFolder(async (temporary) => {
    const heaps: number[] = [];
    for (let batch = 0; batch < 5; batch++) {
      const names = Array.from({ length: 10 }, (_, index) => `many-${batch}-${index}`);
      const files = await Promise.all(
        names.map((name) =>
          notebookOf(
            name,
            Array.from({ length: 20 }, (_, cell) => `console.log("${name}", ${cell}, "x".repeat(10_000).length)`),
          ),
        ),
      );
      const executed = await executeAll(files, { parallel: 2, workers: 1 });
      for (const [index, one] of executed.entries()) {
        expect(one.failures).toEqual([]);
        expect(outputsOf(one)).toEqual(
          Array.from({ length: 20 }, (_, cell) => [`stdout: ${names[index]!} ${cell} 10000\n`]),
        );
      }
      heaps.push(heapInUse());
    }
    expect(await waitForEnd(temporary, 5_000)).toEqual([]);
    expect(filesIn(temporary)).toEqual([]);
    // Each batch of 10 brings as much as the one before; what stays of 30 notebooks is less than a megabyte each.
    expect(heaps.at(-1)! - heaps[1]!).toBeLessThan(10 * MIB);
  });
});

it("a notebook of 2,000 cells: each runs once, in order, and is found in its place", async () => {
  const sources = Array.from({ length: 2_000 }, (_, index) =>
    index === 0 ? "let count = 0; console.log(count)" : "console.log(++count)",
  );
  const executed = await executeNotebook(await notebookOf("long", sources));
  expect(executed.failures).toEqual([]);
  expect(outputsOf(executed).map(([text]) => text)).toEqual(sources.map((_, index) => `stdout: ${index}\n`));
});

it("a report of 200 figures, PDF included, stays below 2 GiB", async () => {
  const notebooks = join(folder, "figures");
  await mkdir(notebooks);
  // A cell may write 8 MB, which some hundred figures take.
  const cells = Array.from({ length: 10 }, (_, cell) => figuresFrom(20 * cell, 20 * (cell + 1)));
  await notebookOf("00-figures", ['import { boundChart, showFigure } from "ncsparse";', ...cells], notebooks);
  await withTemporaryFolder(async (temporary) => {
    const out = join(folder, "out");
    const script = enginePath("test", "report", "faults", "build-process.mjs");
    const child = spawn(process.execPath, [script, JSON.stringify(requestFor(notebooks, out, { pdf: true }))], {
      env: { ...process.env, TMPDIR: temporary, NODE_OPTIONS: "--max-old-space-size=1536" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    let peak = 0;
    const watch = setInterval(() => void residentPeak(child.pid!).then((bytes) => (peak = Math.max(peak, bytes))), 100);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    clearInterval(watch);
    expect(code).toBe(0);
    const html = await readFile(join(out, "index.html"), "utf8");
    expect(html.match(/<figcaption/g)).toHaveLength(200);
    expect((await readFile(join(out, "report.pdf"))).length).toBeGreaterThan(100_000);
    expect(descendants(temporary)).toEqual([]);
    if (process.platform === "linux") expect(peak).toBeGreaterThan(50 * MIB);
    expect(peak).toBeLessThan(2_048 * MIB);
  });
});

/** The most memory that a process has had in use, bytes; 0 where the system does not tell. */
async function residentPeak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

/** A cell that shows figures of these numbers. */
function figuresFrom(first: number, end: number): string {
  return `for (let i = ${first}; i < ${end}; i++) {
  const points = (of: (x: number) => number) => Array.from({ length: 100 }, (_, at) => ({ x: at + 1, y: of(at + 1) }));
  await showFigure(
    boundChart({
      x: { title: "$n$" },
      y: { title: "error" },
      series: [
        { label: "bound", kind: "bound", points: points((x) => i + 1 + Math.sqrt(x)) },
        { label: "measured", kind: "measured", points: points((x) => Math.sqrt(x) / (i + 1)) },
      ],
      description: "Bound and measurement number " + i + ".",
    }),
    "Figure of number " + i + ".",
  );
}`;
}
