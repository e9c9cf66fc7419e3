/** The values that a notebook's cells show. */
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../report/document/read.js";
import { valuesOf } from "../../../report/document/values.js";
import { valuesToCome } from "../../../report/values/to-come.js";
import type { CodeCell, ExecutedNotebook, MimeBundle } from "../../../report/types.js";

const MIME = "application/vnd.ncsparse.value+json";

function cell(id: string, bundles: MimeBundle[], source = "x", metadata = {}): CodeCell {
  const outputs = bundles.map((data) => ({ output_type: "display_data" as const, data, metadata: {} }));
  return { cell_type: "code", id, metadata, source, execution_count: 1, outputs };
}

function notebook(cells: CodeCell[], prose = ""): ExecutedNotebook {
  const text = { cell_type: "markdown" as const, id: "prose", metadata: {}, source: prose };
  return {
    number: 1,
    name: "01-values",
    path: "01-values.ipynb",
    notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [text, ...cells] },
    failures: [],
    seconds: 0,
    cellSeconds: {},
    reused: false,
  };
}

describe("values", () => {
  it("are what displays of their type hold, as JSON or as its text", () => {
    const cells = [
      cell("a", [{ [MIME]: { mean: 0.5, who: "we" }, "text/plain": "mean = 0.5" }]),
      cell("b", [{ [MIME]: '{"n": 3}' }]),
    ];
    expect([...valuesOf(notebook(cells))]).toEqual([
      ["mean", 0.5],
      ["who", "we"],
      ["n", 3],
    ]);
  });

  it.each([
    ["0.3333333333333333", 0.3333333333333333],
    ["-1e-9", -1e-9],
    ["12n", 12],
    ["123456789012345678901n", "123456789012345678901"],
    ["'it is'", "it is"],
    ["\u001b[33m42\u001b[39m", 42],
    ["true", "true"],
    ["{ a: 1 }", undefined],
    ["[ 1 ]", undefined],
    ["a\nb", undefined],
    ["x".repeat(300), undefined],
  ])("are what a cell comes to, under its id and its label: %j", (plain, value) => {
    const labelled = cell("id", [{ "text/plain": plain }], "//| label: mean-error\nx");
    const values = valuesOf(notebook([labelled]));
    expect([values.get("id"), values.get("mean-error")]).toEqual([value, value]);
  });

  it("that are shown by name come before those", () => {
    const cells = [cell("mean", [{ "text/plain": "1" }]), cell("b", [{ [MIME]: { mean: 2 } }])];
    expect(valuesOf(notebook(cells)).get("mean")).toBe(2);
  });

  it("may be shown twice, with one value; another ends the report", () => {
    const shown = (value: unknown): CodeCell[] => [
      cell("a", [{ [MIME]: { mean: 1 } }]),
      cell("b", [{ [MIME]: { mean: value } }]),
    ];
    expect(valuesOf(notebook(shown(1))).get("mean")).toBe(1);
    expect(() => valuesOf(notebook(shown(2)))).toThrow(
      '01-values.ipynb: cell "b": the value "mean" is 2 here and 1 in cell "a"',
    );
  });

  it.each([[{ mean: null }], [{ "a b": 1 }], ["no JSON"], ["[1]"], [{ mean: [1] }]])(
    "that are none are refused: %j",
    (data) => {
      expect(() => valuesOf(notebook([cell("a", [{ [MIME]: data }])]))).toThrow(
        `01-values.ipynb: cell "a": ${MIME} must be an object of finite numbers and texts by their names, got`,
      );
    },
  );

  it("are not shown by their cell where prose says them, though it has no output else", () => {
    const cells = [cell("a", [{ [MIME]: { mean: 1 } }, { [MIME]: { other: 2 } }], "x", { tags: [] })];
    const [chapter] = readDocument([notebook(cells, "It is {{ mean:.1f }}.")]).chapters;
    const blocks = chapter!.cells.flatMap((part) => (part.kind === "result" ? part.blocks : []));
    expect(blocks).toEqual([{ kind: "rich", bundle: { "text/plain": "other = 2" } }]);
    const removed = notebook([cell("a", [{ [MIME]: { mean: 1 } }], "x", { tags: ["remove-cell"] })], "{{ mean }}");
    expect(readDocument([removed]).chapters[0]!.values.get("mean")).toBe(1);
  });
});

describe("values that may come", () => {
  it.each([
    ['showValue("mean", x)', "mean", true],
    ['showValue("mean", x)', "none", false],
    ["showValue(name, x)", "none", true],
    ["showValue(`a-${k}`, x)", "none", true],
    ['display.raw("application/vnd.ncsparse.value+json", x)', "none", true],
    ['import { tell } from "../lib/tell"', "none", true],
    ['import { readFile } from "node:fs";\nimport { show } from "ncsparse"', "none", false],
    ["1 + 1", "id", true],
    ["//| label: sum\n1 + 1", "sum", true],
    ["1 + 1", "none", false],
  ])("of %j: %s", (source, name, may) => {
    expect(valuesToCome([notebook([cell("id", [], source)])])(name)).toBe(may);
  });
});
