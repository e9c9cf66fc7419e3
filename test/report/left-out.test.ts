/** What a page cannot show is told by the build: on the terminal, in its files, by its exit code, and again from the cache. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildReport, type ReportRequest } from "../../report/build.js";
import { CacheStore } from "../../report/cache/store.js";
import type { Progress } from "../../report/cli/progress.js";
import type { RunFile } from "../../report/ledger/run-file.js";
import { enginePath } from "../../report/root.js";
import { projectOf } from "../fixtures/report/project.js";

const SILENT: Progress = { step: async (_, run) => await run(() => undefined) };
const svg = (colour: string): string => `<svg xmlns="http://www.w3.org/2000/svg"><rect fill="${colour}"/></svg>`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-left-out-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A project whose one notebook is this prose. */
async function withProse(name: string, prose: string): Promise<ReportRequest> {
  const target = join(folder, name);
  await mkdir(target);
  const notebook = await readFile(enginePath("test", "fixtures", "notebooks", "no-code.ipynb"), "utf8");
  await writeFile(join(target, "00-prose.ipynb"), notebook.replace("# Only text", `# Only text\\n\\n${prose}`));
  const cache = new CacheStore(join(target, "cache"));
  const out = join(target, "out");
  return { project: projectOf(target), only: [], profile: "quick", seed: 1, pdf: false, cores: 1, cache, out };
}

async function build(request: ReportRequest): Promise<{ code: number; stdout: string; html: string }> {
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const code = await buildReport(request, SILENT, new AbortController().signal);
    const stdout = write.mock.calls.map(([text]) => String(text)).join("");
    return { code, stdout, html: await readFile(join(request.out, "index.html"), "utf8") };
  } finally {
    write.mockRestore();
  }
}

it("content that readers miss is a mark, a line and exit code 1, also from the cache", async () => {
  const request = await withProse("lost", "![a](https://example.org/a.png)");
  const message = "the image “a” (https://example.org/a.png): the page loads nothing from elsewhere";
  const first = await build(request);
  expect(first.code).toBe(1);
  expect(`\n${first.stdout}`).toContain(`\nLEFT OUT 00-prose, cell 1 (cell-1): ${message}\n`);
  expect(first.html).toContain(`[left out: ${message}]`);
  const run = JSON.parse(await readFile(join(request.out, "run.json"), "utf8")) as RunFile;
  expect(run.warnings).toEqual([{ place: "00-prose, cell 1 (cell-1)", message, isLoss: true }]);
  expect(await readFile(join(request.out, "summary.md"), "utf8")).toContain(
    "### What the page could not show\n\n- LEFT OUT",
  );
  expect(await build(request)).toEqual(first);
});

it("a link to a file that does not travel is a line, and no failure", async () => {
  const { code, stdout } = await build(await withProse("link", "[the data](data.csv)"));
  expect(code).toBe(0);
  expect(stdout).toContain("WARNING 00-prose, cell 1 (cell-1): a link to the file data.csv:");
});

it("an image file that was changed makes another page, whatever the cache holds", async () => {
  const request = await withProse("image", "![a](a.svg)");
  const file = join(request.project.notebooks, "a.svg");
  await writeFile(file, svg("red"));
  const red = await build(request);
  await writeFile(file, svg("blue"));
  const blue = await build(request);
  expect([red.code, blue.code]).toEqual([0, 0]);
  expect(blue.html).not.toBe(red.html);
  await rm(file);
  const none = await build(request);
  expect(none.code).toBe(1);
  expect(none.stdout).toContain(
    "LEFT OUT 00-prose, cell 1 (cell-1): the image “a” (a.svg): the file cannot be read (ENOENT)",
  );
});
