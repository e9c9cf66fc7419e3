import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import { notebookProblem } from "../../../report/notebooks/validate.js";
import { writeNotebook } from "../../../report/notebooks/write.js";
import type { Notebook } from "../../../report/types.js";
import { fixturePath } from "./fixture.js";

describe("readNotebook", () => {
  it("reads a notebook and names it after its file", async () => {
    const file = await readNotebook(fixturePath("throws-sync"));
    expect(file.name).toBe("throws-sync");
    expect(file.path).toBe(fixturePath("throws-sync"));
    expect(file.notebook.cells.map(({ cell_type }) => cell_type)).toEqual(["markdown", "code", "code", "code"]);
  });

  it.each([
    ["not-json", /: not JSON: .+$/],
    ["no-outputs-field", /: not a notebook of format 4\.5: cell 1 \(code, id "cell-1"\): "outputs" is missing$/],
    [
      "unknown-cell-type",
      /: not a notebook of format 4\.5: cell 2 \(cod, id "cell-2"\): "cell_type" has the unknown value "cod"$/,
    ],
    ["unknown-kernel", /: metadata\.kernelspec\.name must be "tslab" or "jslab", got "python3"$/],
    ["there-is-none", /: cannot be read: ENOENT$/],
  ])("refuses %s with one line naming the file and the reason", async (name, reason) => {
    const reading = readNotebook(fixturePath(name));
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(reason);
    const { message } = (await reading.catch((error: unknown) => error)) as Error;
    expect(message.startsWith(`${fixturePath(name)}: `)).toBe(true);
    expect(message).not.toContain("\n");
  });
});

describe("notebookProblem", () => {
  const notebook = (cell: Record<string, unknown>): unknown => ({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [{ cell_type: "code", id: "a", metadata: {}, source: "", outputs: [], execution_count: null, ...cell }],
  });
  const withOutput = (output: Record<string, unknown>): unknown => notebook({ outputs: [output] });

  it("accepts every kind of cell and output", () => {
    const data = { "text/plain": ["a", "b"], "application/json": { any: [1] }, "image/svg+xml": "<svg/>" };
    const outputs = [
      { output_type: "stream", name: "stdout", text: "a" },
      { output_type: "display_data", data, metadata: {} },
      { output_type: "execute_result", data, metadata: {}, execution_count: 1 },
      { output_type: "error", ename: "E", evalue: "v", traceback: [] },
    ];
    expect(notebookProblem(notebook({ outputs, metadata: { tags: ["a", "b"], anything: 1 } }))).toBeNull();
    expect(notebookProblem({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] })).toBeNull();
    const text = { id: "t", metadata: {}, source: ["a"], attachments: { "a.png": { "image/png": "AA==" } } };
    const cells = [
      { ...text, cell_type: "markdown" },
      { ...text, cell_type: "raw", id: "r" },
    ];
    expect(notebookProblem({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })).toBeNull();
  });

  it.each([
    [[], "the document must be object"],
    [{ nbformat: 3 }, '"nbformat_minor" is missing'],
    [notebook({ id: "a b" }), 'cell 1 (code, id "a b"): "id" must match pattern "^[a-zA-Z0-9_-]{1,64}$"'],
    [notebook({ source: 1 }), 'cell 1 (code, id "a"): "source" must be string,array'],
    [notebook({ extra: 1 }), 'cell 1 (code, id "a"): "extra" is unknown'],
    [
      notebook({ metadata: { tags: ["a,b"] } }),
      'cell 1 (code, id "a"): "metadata.tags.0" must match pattern "^[^,]+$"',
    ],
    [
      withOutput({ output_type: "what" }),
      'cell 1 (code, id "a"): "output_type" has the unknown value "what" in "outputs.0"',
    ],
    [withOutput({ output_type: "stream", name: "stdout" }), 'cell 1 (code, id "a"): "text" is missing in "outputs.0"'],
    [
      withOutput({ output_type: "display_data", data: { "text/plain": 1 }, metadata: {} }),
      'cell 1 (code, id "a"): "outputs.0.data.text~1plain" must be string,array',
    ],
  ])("tells the first fault of %j", (document, problem) => {
    expect(notebookProblem(document)?.replace("text/plain", "text~1plain")).toBe(problem);
  });
});

describe("writeNotebook", () => {
  it("writes what readNotebook reads, as Jupyter would, and leaves no other file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "write-"));
    const path = join(folder, "copy.ipynb");
    const { notebook } = await readNotebook(fixturePath("unicode"));
    await writeNotebook(path, notebook);
    expect((await readNotebook(path)).notebook).toEqual(notebook);
    expect(await readFile(path, "utf8")).toBe(await readFile(fixturePath("unicode"), "utf8"));
    const broken = { ...notebook, cells: [{}] } as unknown as Notebook;
    await expect(writeNotebook(path, broken)).rejects.toThrow(/^writeNotebook: .*: cell 1: "cell_type"/);
    expect((await readNotebook(path)).notebook).toEqual(notebook);
    await rm(folder, { recursive: true });
  });
});
