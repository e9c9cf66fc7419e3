/** What a notebook refers to and nothing has ends the build before anything is written. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildReport, type ReportRequest } from "../../report/build.js";
import type { Progress } from "../../report/cli/progress.js";
import { InputError } from "../../report/errors.js";
import { enginePath } from "../../report/root.js";
import { projectOf } from "../fixtures/report/project.js";

const SILENT: Progress = { step: async (_, run) => await run(() => undefined) };
const BIBTEX = "@article{a2000, author = {Ada Alpha}, title = {On one thing}, journal = {Things}, year = 2000}";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-unresolved-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A folder with a notebook for each piece of prose, and a bibliography of one work. */
async function withProse(name: string, ...prose: string[]): Promise<ReportRequest> {
  const target = join(folder, name);
  await mkdir(target);
  const notebook = await readFile(enginePath("test", "fixtures", "notebooks", "no-code.ipynb"), "utf8");
  for (const [index, text] of prose.entries())
    await writeFile(join(target, `0${index}-prose.ipynb`), notebook.replace("# Only text", `# Only text\\n\\n${text}`));
  await writeFile(join(target, "references.bib"), BIBTEX);
  const out = join(target, "out");
  const project = projectOf(target, { bibliography: join(target, "references.bib") });
  return { project, only: [], profile: "quick", seed: 1, pdf: false, cores: 1, cache: null, out };
}

async function build(request: ReportRequest): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    await buildReport(request, SILENT, new AbortController().signal);
  } finally {
    write.mockRestore();
  }
  return await readFile(join(request.out, "index.html"), "utf8");
}

it.each([
  ["label", "[](#fig:none)", 'nothing in the report has the label "#fig:none"'],
  ["equation", "$\\\\eqref{none}$", 'nothing in the report has the label "none"'],
  ["work", "[@nobody]", 'the bibliography has no work "nobody"'],
])("an unknown %s is one line with notebook and cell, and nothing is written", async (name, prose, message) => {
  const request = await withProse(name, prose);
  const failure: unknown = await build(request).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputError);
  const path = join(request.project.notebooks, "00-prose.ipynb");
  expect((failure as Error).message).toBe(`${path}: cell "cell-1": ${message}`);
  expect((await readdir(request.project.notebooks)).sort()).toEqual(["00-prose.ipynb", "references.bib"]);
});

it("a report of some notebooks says that it lacks the target; a cited work is listed", async () => {
  const request = await withProse("some", "[next](01-prose.ipynb) [@a2000]", "words");
  const html = await build({ ...request, only: ["00"] });
  expect(html).toContain('next <span class="found">(not in this report)</span>');
  expect(html).toContain('<li id="ref-a2000">A. Alpha (2000). On one thing. <i>Things</i>.');
});
