/**
 * What becomes of small notebooks, whole: the HTML of their chapters as it was when somebody last looked at it. A change that
 * is meant is taken over by `npx vitest run --project fast test/report/page/golden.test.ts -u`, and reviewed in the diff.
 */
import { readDocument } from "../../../report/document/read.js";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import type { Cell, ExecutedNotebook, Output } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";

const BIBTEX = `@article{pitman1997, author = {Jim Pitman and Marc Yor}, title = {The two-parameter Poisson-Dirichlet distribution},
  journal = {The Annals of Probability}, volume = 25, pages = {855--900}, year = 1997}`;

const prose = (id: string, source: string): Cell => ({ cell_type: "markdown", id, metadata: {}, source });
const display = (data: Record<string, unknown>): Output => ({ output_type: "display_data", data, metadata: {} });

const PROSE: ExecutedNotebook = {
  number: 1,
  name: "00-prose",
  path: "notebooks/00-prose.ipynb",
  failures: [],
  seconds: 1,
  cellSeconds: {},
  reused: false,
  notebook: {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      prose(
        "title",
        "# Prose: what Markdown becomes\n\nA *first* paragraph, with `code`, $x^2$ and a note.[^1]\n\n[^1]: Said aside.",
      ),
      prose(
        "law",
        "## The law\n\n$$\\label{law} \\sum_j p_j = 1$$\n\nBy $\\eqref{law}$ and [@pitman1997, Theorem 2], a *row* is a law; see [](#tbl:tbl) and [the law](<#The law>).",
      ),
      prose("tbl", "| $k$ | mass |\n| --: | :-- |\n| 1 | 0.5 |\n| 2 | 0.75 |\n\nTable: Mass by window."),
      codeCell("streams", [
        { output_type: "stream", name: "stdout", text: "kept <b>as text</b>\n" },
        { output_type: "stream", name: "stderr", text: "a warning\n" },
      ]),
      codeCell("table", [display({ "text/markdown": "| a |\n| --- |\n| 1 |", "text/plain": "a\n1" })]),
      codeCell("html", [display({ "text/html": '<p onclick="x()">A <em>paragraph</em><script>x()</script></p>' })]),
      prose("list", "- one\n- two, [elsewhere](https://example.org/)\n\n1. first\n2. second\n\n> quoted"),
    ],
  },
};

let chapters: string[];
beforeAll(async () => {
  const bibliography = { file: "references.bib", text: BIBTEX };
  const html = await renderPage({
    ...PAGE_INPUT,
    document: readDocument([PROSE, { ...SPARSITY, number: 2 }]),
    partial: true,
    bibliography,
  });
  // Drawings have tests of their own, and change with Vega.
  chapters = [...html.matchAll(/<article class="chapter"[^]*?<\/article>/g)].map(([text]) =>
    text.replace(/<svg[^]*?<\/svg>/g, "<svg></svg>"),
  );
});

describe("a small notebook's chapter is as it was", () => {
  it.each([
    [0, "prose"],
    [1, "claims"],
  ])("chapter %i: %s", async (index, name) => {
    await expect(`${chapters[index]!}\n`).toMatchFileSnapshot(`../../fixtures/report/golden/${name}.html`);
  });
});
