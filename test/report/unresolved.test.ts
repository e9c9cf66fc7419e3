/** What a notebook refers to and nothing has ends the build before anything is written. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildReport, type ReportRequest } from "../../report/build.js";
import { claimsToCome } from "../../report/code/claims-to-come.js";
import type { Progress } from "../../report/cli/progress.js";
import { InputError, InputErrors } from "../../report/errors.js";
import { readNotebook } from "../../report/notebooks/read.js";
import { referenceProblems } from "../../report/page/check-references.js";
import { enginePath } from "../../report/root.js";
import type { Cell } from "../../report/types.js";
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

/** The lines of a refusal. */
async function refused(request: ReportRequest): Promise<readonly string[]> {
  const failure: unknown = await build(request).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputErrors);
  return (failure as InputErrors).lines;
}

it("all that is wrong with a project is told at once, before anything runs", async () => {
  const { project, ...request } = await withProse("all", "[@nobody] and [](#fig:none)", "$\\\\eqref{none}$", "sound");
  const path = (name: string): string => join(project.notebooks, name);
  const copy = async (from: string, name: string): Promise<void> =>
    await cp(enginePath("test", "fixtures", from), path(name));
  await copy("notebooks/bad-timeout.ipynb", "03-timeout.ipynb");
  await copy("notebooks/exits.ipynb", "04-runs.ipynb");
  const whole = await refused({ ...request, project });
  expect(whole).toEqual([
    expect.stringMatching(/03-timeout\.ipynb: .*must be a positive number of seconds, got/),
    `${path("00-prose.ipynb")}: cell "cell-1": nothing in the report has the label "#fig:none"`,
    `${path("00-prose.ipynb")}: cell "cell-1": the bibliography has no work "nobody"`,
    `${path("01-prose.ipynb")}: cell "cell-1": nothing in the report has the label "none"`,
  ]);
  await copy("intake/3-worksheets.ipynb", "05-old.ipynb");
  await copy("intake/deno.ipynb", "06-deno.ipynb");
  // What has the labels may be in a notebook that cannot be read.
  expect(await refused({ ...request, project })).toEqual([
    expect.stringContaining("05-old.ipynb: a notebook of format 3"),
    expect.stringContaining('06-deno.ipynb: metadata.kernelspec.name must be "tslab" or "jslab", got "deno"'),
    whole[0],
    whole[2],
  ]);
});

it("a bibliography that is none is told before anything runs", async () => {
  const request = await withProse("bibliography", "words");
  await writeFile(join(request.project.notebooks, "references.bib"), "@article{a2000, title = {T}}");
  await cp(
    enginePath("test", "fixtures", "notebooks", "exits.ipynb"),
    join(request.project.notebooks, "01-runs.ipynb"),
  );
  await expect(build(request)).rejects.toThrow('references.bib: "a2000" has no author and no year');
});

it("a label of a figure that a cell may show, or a claim, is looked for when the notebooks have run", async () => {
  const prose = ["[](#fig:phase)", "[](#tbl:phase-2)", "[](#fig:T4.3-order)", "[](#T4.3-order)", "[](#fig:fase)"];
  const { notebook } = await readNotebook(enginePath("test", "fixtures", "notebooks", "no-code.ipynb"));
  const cells: Cell[] = [
    { cell_type: "markdown", id: "prose", metadata: {}, source: prose.join(" ") },
    { cell_type: "code", id: "phase", metadata: {}, source: "1", outputs: [], execution_count: null },
  ];
  const file = { number: 1, name: "01-a", path: "01-a.ipynb", notebook: { ...notebook, cells } };
  expect(referenceProblems({ files: [file], bibliography: null, isWhole: true })).toEqual([
    '01-a.ipynb: cell "prose": nothing in the report has the label "#fig:fase"',
  ]);
});

it("a claim that neither the registry nor the code of a cell knows is told before anything runs", async () => {
  const { notebook } = await readNotebook(enginePath("test", "fixtures", "notebooks", "no-code.ipynb"));
  const problems = async (...sources: string[]): Promise<string[]> => {
    const prose = "[](#T4.3-order) [](#fig:T4.3-order-2) [](#D3.5-monotone) [](#T9.9-none) [](#Own-claim)";
    const code = sources.map((source, index): Cell => {
      return { cell_type: "code", id: `c${index}`, metadata: {}, source, outputs: [], execution_count: null };
    });
    const cells: Cell[] = [{ cell_type: "markdown", id: "prose", metadata: {}, source: prose }, ...code];
    const file = { number: 1, name: "01-a", path: "01-a.ipynb", notebook: { ...notebook, cells } };
    const claims = await claimsToCome([file]);
    return referenceProblems({
      files: [file],
      bibliography: null,
      isWhole: true,
      ...(claims !== undefined && { claims }),
    });
  };
  const none = (id: string): string => `01-a.ipynb: cell "prose": nothing in the report has the label "#${id}"`;
  const library = 'import { show } from "ncsparse";\nawait show("T4.3-order");';
  expect(await problems(library)).toEqual([none("T9.9-none"), none("Own-claim")]);
  expect(await problems(library, 'const id = "Own-claim";')).toEqual([none("T9.9-none")]);
  expect(await problems(library, "await showClaim(mine);")).toEqual([]);
  expect(await problems(library, 'import { mine } from "../claims";')).toEqual([]);
});

it("a report of some notebooks says that it lacks the target; a cited work is listed", async () => {
  const request = await withProse("some", "[next](01-prose.ipynb) [@a2000]", "words");
  const html = await build({ ...request, only: ["00"] });
  expect(html).toContain('next <span class="found">(not in this report)</span>');
  expect(html).toContain('<li id="ref-a2000">A. Alpha (2000). On one thing. <i>Things</i>.');
});
