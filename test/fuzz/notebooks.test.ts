/** Notebooks as people and programs may leave them: metadata, cells and outputs of every kind, with something wrong. */
import { CLAIM_MIME } from "ncsparse";
import { describe } from "vitest";
import { readNotebook } from "../../report/notebooks/read.js";
import { SPARSITY_CLAIM } from "../fixtures/report/claims.js";
import { fuzzJsonFile } from "./json-file.js";
import { executed, readSettings, renderAll } from "./notebook-use.js";
import { CASES } from "./settings.js";

const KERNELSPEC = { name: "tslab", display_name: "TypeScript", language: "typescript" };
const notebook = (metadata: object, ...cells: object[]): object => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: KERNELSPEC, ...metadata },
  cells: cells.map((cell, index) => ({ id: `cell-${index}`, metadata: {}, ...cell })),
});
const markdown = (source: string | string[]): object => ({ cell_type: "markdown", source });
const code = (source: string, ...outputs: object[]): object => ({
  cell_type: "code",
  source,
  outputs,
  execution_count: 1,
});
const display = (data: object, ncsparse: object = {}): object => ({
  output_type: "display_data",
  data,
  metadata: { ncsparse },
});

const PROSE = notebook(
  { language_info: { name: "typescript" }, ncsparse: { cell_timeout_seconds: 5 } },
  markdown(["# A title with $n^C$\n", "\n", "## A section\n", "Text[^1] with [a link](#a-section) and $\\sigma$.\n"]),
  markdown(
    "[^1]: A note.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nTable: caption\n\n$$a \\label{eq:a}$$ and $\\eqref{eq:a}$",
  ),
  {
    ...code("1", { output_type: "stream", name: "stdout", text: ["a\n", "b"] }),
    metadata: { tags: ["raises-exception"] },
  },
  { cell_type: "raw", source: "raw", attachments: { "a.png": { "image/png": "AA==" } } },
);

const few = { ...SPARSITY_CLAIM, cells: SPARSITY_CLAIM.cells.slice(0, 1) };
const OUTPUTS = notebook(
  {},
  code("show()", display({ [CLAIM_MIME]: few, "text/plain": "claim" })),
  code(
    "display()",
    display({ "image/svg+xml": "<svg/>", "text/plain": "x" }, { claim: few.id, caption: "a $b$", alt: "words" }),
    display({ "text/markdown": "| a |\n| - |\n| 1 |" }, { table: true }),
    display({ "text/html": "<b>x</b>" }),
    display({ "text/latex": "$x$" }),
    { output_type: "execute_result", execution_count: 1, data: { "image/png": "iVBORw0KGgo=" }, metadata: {} },
    { output_type: "error", ename: "E", evalue: "v", traceback: ["E: v", "    at f"] },
  ),
);

describe("a notebook", () => {
  fuzzJsonFile({
    name: "01-fuzz.ipynb",
    sound: [PROSE, OUTPUTS],
    read: readNotebook,
    use: async (file) => {
      await readSettings(file);
      await renderAll(executed(file));
    },
    cases: CASES.notebooks,
  });
});
