/** Notebooks as the programs that people use have written them: `test/fixtures/intake`. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { languageOf } from "../../../report/notebooks/kernel-of.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import { formatOf, upgraded } from "../../../report/notebooks/upgrade.js";
import { notebookProblem } from "../../../report/notebooks/validate.js";
import { enginePath } from "../../../report/root.js";
import { fixturePath, outputsOf } from "./fixture.js";

const intakePath = (name: string): string => enginePath("test", "fixtures", "intake", `${name}.ipynb`);

describe("a notebook of an older format 4", () => {
  it.each([
    ["4.0-notebook", "typescript"],
    ["4.2-scrolled", "typescript"],
    ["4.4-jupyterlab", "typescript"],
    ["4.4-with-ids", "typescript"],
    ["4.5-jupyterlab", "typescript"],
    ["vscode", "typescript"],
    ["colab", "typescript"],
    ["jslab", "javascript"],
    ["jslab-by-language", "javascript"],
    ["tslab-by-language", "typescript"],
    ["prose-alone", "typescript"],
    ["attachments", "typescript"],
    ["bare-cells", "typescript"],
  ])("%s is read as one of 4.5, with cells in %s", async (name, language) => {
    const { notebook } = await readNotebook(intakePath(name));
    expect(notebookProblem(notebook)).toBeNull();
    expect(notebook.nbformat_minor).toBe(5);
    expect(languageOf(notebook)).toBe(language);
  });

  it("gets ids that say which cell it is, the same at every reading", async () => {
    const idsOf = async (name: string): Promise<string[]> =>
      (await readNotebook(intakePath(name))).notebook.cells.map(({ id }) => id);
    expect(await idsOf("4.0-notebook")).toEqual(["cell-1", "cell-2", "cell-3"]);
    expect(await idsOf("4.0-notebook")).toEqual(await idsOf("4.0-notebook"));
    expect(await idsOf("4.5-jupyterlab")).toEqual(["0f3a9c1e-11aa-4d5e-8f9f-1b2c3d4e5f60", "b4a1d2c3"]);
  });

  it("keeps the ids that it has already, each once, where they are fit to be ids", async () => {
    const { notebook } = await readNotebook(intakePath("4.4-with-ids"));
    expect(notebook.cells.map(({ id }) => id)).toEqual(["intro", "sum", "cell-3", "cell-4"]);
  });

  it("never takes an id that another cell has", () => {
    const cells = [
      { cell_type: "markdown", source: "" },
      { cell_type: "markdown", source: "", id: "cell-1" },
    ];
    const { cells: found } = upgraded({ nbformat: 4, nbformat_minor: 4, cells }) as { cells: { id: string }[] };
    expect(found.map(({ id }) => id)).toEqual(["cell-1-2", "cell-1"]);
  });

  it("is completed where nothing is said, and is no more complete where something is missing", () => {
    const cell = { cell_type: "code", source: "1" };
    const document = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] };
    expect(notebookProblem(upgraded(document))).toBe('cell 1 (code, id "cell-1"): "outputs" is missing');
    const whole = upgraded({ ...document, cells: [{ ...cell, outputs: [] }] });
    expect(notebookProblem(whole)).toBeNull();
    expect(whole).toMatchObject({ cells: [{ metadata: {}, execution_count: null }] });
  });

  it("may have null for what is empty, and a stream without a name, as programs write them", () => {
    const outputs = [
      { output_type: "stream", text: "a" },
      { output_type: "display_data", data: { "text/html": null, "text/plain": "b" }, metadata: null },
      { output_type: "execute_result", data: { "text/plain": "c" } },
    ];
    const cells = [
      { cell_type: "code", source: null, metadata: null, outputs: null },
      { cell_type: "markdown", source: null },
      { cell_type: "code", source: "1", outputs },
    ];
    const whole = upgraded({ nbformat: 4, nbformat_minor: 2, cells });
    expect(notebookProblem(whole)).toBeNull();
    expect(whole).toMatchObject({
      cells: [
        { source: "", outputs: [] },
        { source: "" },
        { outputs: [{ name: "stdout" }, { data: { "text/plain": "b" } }, { execution_count: null }] },
      ],
    });
  });

  it("that is saved with a mark of its byte order and the line ends of Windows is the same", async () => {
    const folder = await mkdtemp(join(tmpdir(), "intake-"));
    const text = await readFile(intakePath("jslab"), "utf8");
    await writeFile(join(folder, "jslab.ipynb"), `\ufeff${text.replaceAll("\n", "\r\n")}`);
    expect((await readNotebook(join(folder, "jslab.ipynb"))).notebook).toEqual(
      (await readNotebook(intakePath("jslab"))).notebook,
    );
    await rm(folder, { recursive: true });
  });
});

describe("a notebook of 4.5", () => {
  it("has an id made anew where one stands twice, can be none or is missing; the first of equal ones stays", async () => {
    const idsOf = (ids: readonly unknown[]): string[] => {
      const cells = ids.map((id) => ({
        cell_type: "markdown",
        source: "",
        metadata: {},
        ...(id !== undefined && { id }),
      }));
      const whole = upgraded({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }) as { cells: { id: string }[] };
      expect(notebookProblem(whole)).toBeNull();
      return whole.cells.map(({ id }) => id);
    };
    expect(idsOf(["a", "b", "a", "a b", "", "x".repeat(65), undefined, 7])).toEqual([
      ...["a", "b", "cell-3", "cell-4", "cell-5", "cell-6", "cell-7", "cell-8"],
    ]);
    const { notebook } = await readNotebook(fixturePath("duplicate-ids"));
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  });
});

describe("the format that a document claims", () => {
  it.each([
    [
      { nbformat: 4, nbformat_minor: 2 },
      { kind: "read", minor: 2 },
    ],
    [{ nbformat: 4 }, { kind: "read", minor: 0 }],
    [
      { nbformat: 2, nbformat_minor: 0 },
      { kind: "older", major: 2 },
    ],
    [
      { nbformat: 5, nbformat_minor: 1 },
      { kind: "newer", found: "5.1" },
    ],
    [{ nbformat: "4" }, null],
    [[], null],
    [null, null],
  ])("of %j is %j", (document, format) => {
    expect(formatOf(document)).toEqual(format);
  });

  it("before 4 is refused with the command that converts it, its path quoted for a shell", async () => {
    const path = intakePath("3-worksheets");
    const message = `${path}: a notebook of format 3, which must be 4; convert it: jupyter nbconvert --to notebook --nbformat 4 --inplace ${path}`;
    await expect(readNotebook(path)).rejects.toThrow(new InputError(message));
    const folder = await mkdtemp(join(tmpdir(), "intake-"));
    const odd = join(folder, "it's old.ipynb");
    await writeFile(odd, '{ "nbformat": 3, "nbformat_minor": 0, "worksheets": [] }');
    await expect(readNotebook(odd)).rejects.toThrow(`--inplace '${folder}/it'\\''s old.ipynb'`);
    await rm(folder, { recursive: true });
  });
});

describe("a notebook's kernel", () => {
  it.each([
    ["deno", 'metadata.kernelspec.name must be "tslab" or "jslab", got "deno"'],
    ["no-kernel", 'metadata.kernelspec.name must be "tslab" or "jslab", got none; choose the kernel in JupyterLab'],
  ])("of %s is refused by name", async (name, problem) => {
    await expect(readNotebook(intakePath(name))).rejects.toThrow(new InputError(`${intakePath(name)}: ${problem}`));
  });

  it("jslab runs JavaScript as tslab's own does: inferred types are checked, annotations refused", async () => {
    const { notebook, ...file } = await readNotebook(intakePath("jslab"));
    const [cell] = notebook.cells.slice(-1) as [(typeof notebook.cells)[number]];
    const raising = { ...cell, metadata: { tags: ["raises-exception"] } };
    const more = ["let n = 1;", 'n = "a";', "let m: number = 1;", "[1, 2].map((x) => x * n)"].map((source, index) => ({
      ...raising,
      source,
      id: `more-${index}`,
    }));
    const executed = await executeNotebook({ ...file, notebook: { ...notebook, cells: [...notebook.cells, ...more] } });
    expect(executed.failures).toEqual([]);
    expect(outputsOf(executed)).toEqual([
      [],
      [`execute_result: ${JSON.stringify({ "text/plain": "hello, world" })}`],
      [],
      ["TypeScriptError: 1:1 - Type 'string' is not assignable to type 'number'."],
      ["TypeScriptError: 1:8 - Type annotations can only be used in TypeScript files."],
      [`execute_result: ${JSON.stringify({ "text/plain": "[ 1, 2 ]" })}`],
    ]);
  });

  it("is found by the language where a program left the kernelspec out", async () => {
    const executed = await executeNotebook(await readNotebook(intakePath("jslab-by-language")));
    expect(outputsOf(executed)).toEqual([[`execute_result: ${JSON.stringify({ "text/plain": "6" })}`]]);
  });
});
