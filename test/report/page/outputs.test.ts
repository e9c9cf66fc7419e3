import { readDocument } from "../../../report/document/read.js";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { warningLines, type Warning } from "../../../report/page/warnings.js";
import type { MimeBundle, Output } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";

const PLOT = '<div id="p"></div><script>Plotly.newPlot("p", [])</script>';
const PNG = "iVBORw0KGgo=";
const ROWS = Array.from({ length: 20_000 }, (_, i) => i + 1);
const BUNDLES: Record<string, MimeBundle> = {
  scriptAlone: { "text/html": PLOT, "text/plain": "<Plot object at 0x1>" },
  scriptWithText: { "text/html": PLOT, "text/plain": "a plot in words" },
  scriptWithImage: { "text/html": PLOT, "application/vnd.plotly.v1+json": { data: [] }, "image/png": PNG },
  vegaEmbed: { "text/html": `<style>x</style>${PLOT}`, "application/vnd.vega.v5+json": {}, "image/svg+xml": "<svg/>" },
  tableWithImage: { "text/html": '<p>seen</p><img src="https://example.org/x.png">', "text/plain": "in words" },
  remoteChart: {
    "application/vnd.vegalite.v5+json": { mark: "bar", data: { url: "https://example.org/x.json" }, encoding: {} },
    "image/png": PNG,
  },
  mermaid: { "text/vnd.mermaid": "graph TD; A-->B", "text/plain": "A to B" },
  widget: { "application/vnd.jupyter.widget-view+json": { model_id: "1" }, "text/plain": "IntSlider(value=3)" },
  javascript: { "application/javascript": "draw()", "text/plain": "<IPython.core.display.Javascript object>" },
  latex: { "text/latex": "The mass is $\\frac12$ & more, \\[a-b\\]" },
  json: { "application/json": { a: [1] }, "text/plain": "{ a: [1] }" },
  csv: { "text/csv": 'name,mass\n"a, b",0.5\n', "text/plain": "in words" },
  longCsv: { "text/csv": ["k", ...ROWS].join("\n") },
  longHtml: { "text/html": `<table><tr><th>k</th></tr>${ROWS.map((k) => `<tr><td>${k}</td></tr>`).join("")}</table>` },
  longList: { "text/html": `<ul>${ROWS.map((k) => `<li>${k}`).join("")}</ul>` },
  longMarkdown: { "text/markdown": `| k |\n| - |\n${ROWS.map((k) => `| ${k} |`).join("\n")}\n\nThe end.` },
  unknown: { "application/x-own": {} },
  empty: { "text/plain": "", "text/html": [] },
};

const warnings: Warning[] = [];
const shown = new Map<string, string>();
beforeAll(async () => {
  const cells = Object.entries(BUNDLES).map(([id, data]) => ({
    ...codeCell(id, [{ output_type: "display_data", data, metadata: {} } satisfies Output]),
    source: "show()",
  }));
  const notebook = { ...SPARSITY, name: "00-outputs", notebook: { ...SPARSITY.notebook, cells } };
  const input = { ...PAGE_INPUT, document: readDocument([notebook]), findings: [] };
  const html = await renderPage(input, undefined, undefined, warnings);
  const blocks = html.slice(html.indexOf('id="chapter-1"')).split('<details class="code"');
  Object.keys(BUNDLES).forEach((id, index) => shown.set(id, blocks[index + 1]!));
});

const told = (id: string): string[] =>
  warnings.filter(({ place }) => place.endsWith(`(${id})`)).map(({ message }) => message);

describe("an output that the page cannot show as it is", () => {
  it("shows another form of itself that says something, without a word", () => {
    expect(shown.get("scriptWithText")).toContain("a plot in words");
    expect(told("scriptWithText")).toEqual([]);
  });

  it("is marked in place and told where it has no other", () => {
    expect(shown.get("scriptAlone")).toContain('<span class="left-out">[left out: what a script would draw');
    expect(told("scriptAlone")).toEqual(["what a script would draw or do: the page runs no script of a notebook"]);
    expect(warningLines(warnings)[0]).toMatch(/^LEFT OUT 00-outputs, cell 1 \(scriptAlone\): what a script/);
  });

  it("shows the picture that a plot by script brings along, without a word", () => {
    expect(shown.get("scriptWithImage")).toContain(`<img src="data:image/png;base64,${PNG}"`);
    expect(shown.get("vegaEmbed")).toContain('<img src="data:image/svg+xml;base64,');
    expect(shown.get("remoteChart")).toContain(`<img src="data:image/png;base64,${PNG}"`);
    expect([...told("scriptWithImage"), ...told("vegaEmbed"), ...told("remoteChart")]).toEqual([]);
  });

  it("is marked by its type and reason where JupyterLab would show more than the text that stands for it", () => {
    expect(told("widget")).toEqual([
      "a widget of type application/vnd.jupyter.widget-view+json: no kernel stands behind the page",
    ]);
    expect(shown.get("widget")).toContain("IntSlider(value=3)");
    expect(told("javascript")).toEqual([
      "what a script would draw or do of type application/javascript: the page runs no script of a notebook",
    ]);
    expect(shown.get("javascript")).not.toContain("IPython");
    expect(told("mermaid")).toEqual(["a diagram of type text/vnd.mermaid: the page draws none from Mermaid"]);
    expect(shown.get("mermaid")).toContain("A to B");
  });

  it("is shown as far as it goes, with a mark for the rest", () => {
    expect(shown.get("tableWithImage")).toMatch(/<p>seen<\/p><span class="left-out">/);
    expect(told("tableWithImage")).toHaveLength(1);
  });

  it("is nothing, and not told, where it is empty", () => {
    expect(told("empty")).toEqual([]);
    expect(shown.get("empty")).not.toMatch(/left-out|class="output/);
  });

  it("is named by its type where the page knows no way", () => {
    expect(told("unknown")).toEqual(["an output of type application/x-own: the page has no way to show it"]);
    expect(warnings.every(({ isLoss }) => isLoss)).toBe(true);
  });
});

describe("pieces of a stream that follow each other", () => {
  it("are one text, in which a carriage return reaches back", () => {
    const piece = (name: "stdout" | "stderr", text: string): Output => ({ output_type: "stream", name, text });
    const outputs = [
      piece("stdout", "10%"),
      piece("stdout", "\r100%\n"),
      piece("stderr", "e\n"),
      piece("stdout", "end\n"),
    ];
    const notebook = { ...SPARSITY, notebook: { ...SPARSITY.notebook, cells: [codeCell("pieces", outputs)] } };
    const [cell] = readDocument([notebook]).chapters[0]!.cells;
    expect(cell).toMatchObject({
      blocks: [
        { name: "stdout", text: "10%\r100%\n" },
        { name: "stderr", text: "e\n" },
        { name: "stdout", text: "end\n" },
      ],
    });
  });
});

describe("other outputs", () => {
  it("in LaTeX are words with formulas among them", () => {
    const html = shown.get("latex")!;
    expect(html).toMatch(/The mass is <math>.*<mfrac>.*<\/math> &amp; more, <span class="equation"/s);
    expect(told("latex")).toEqual([]);
  });

  it("in JSON are a tree, as in JupyterLab", () => {
    expect(shown.get("json")).toContain('<div class="json"><details open><summary>{1 key}</summary>');
    expect(shown.get("json")).not.toContain("{ a: [1] }");
  });

  it("in CSV are a table", () => {
    expect(shown.get("csv")).toContain(
      "<thead><tr><th>name</th><th>mass</th></tr></thead><tbody><tr><td>a, b</td><td>0.5</td></tr></tbody>",
    );
  });
});

describe("a table of 20,000 rows", () => {
  it.each([
    ["longCsv", "19,900 more rows stand", 101],
    ["longHtml", "19,901 more rows stand", 100],
    ["longMarkdown", "19,900 more rows stand", 101],
  ])("is bounded and counted: %s", (id, words, rows) => {
    const html = shown.get(id)!;
    expect(html).toContain(`colspan="100">${words} in the executed notebook.</td></tr>`);
    expect(html.match(/<tr>/g)).toHaveLength(rows + 1);
    expect(html.length).toBeLessThan(10_000);
    expect(told(id)).toEqual([]);
  });

  it("is no shorter in what follows it, and a list is bounded too", () => {
    expect(shown.get("longMarkdown")).toContain("<p>The end.</p>");
    expect(shown.get("longList")).toContain(
      '<li class="left-off">19,900 more entries stand in the executed notebook.</li></ul>',
    );
  });
});
