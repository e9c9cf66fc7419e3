import { readDocument } from "../../../report/document/read.js";
import { beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { warningLines, type Warning } from "../../../report/page/warnings.js";
import type { MimeBundle, Output } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";

const PLOT = '<div id="p"></div><script>Plotly.newPlot("p", [])</script>';
const BUNDLES: Record<string, MimeBundle> = {
  scriptAlone: { "text/html": PLOT, "text/plain": "<Plot object at 0x1>" },
  scriptWithText: { "text/html": PLOT, "text/plain": "a plot in words" },
  tableWithImage: { "text/html": '<p>seen</p><img src="https://example.org/x.png">', "text/plain": "in words" },
  latex: { "text/latex": "The mass is $\\frac12$ & more, \\[a-b\\]" },
  json: { "application/json": { a: [1] } },
  unknown: { "application/x-own": {} },
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
  Object.keys(BUNDLES).forEach((id, index) => shown.set(id, blocks[index]!));
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

  it("is shown as far as it goes, with a mark for the rest", () => {
    expect(shown.get("tableWithImage")).toMatch(/<p>seen<\/p><span class="left-out">/);
    expect(told("tableWithImage")).toHaveLength(1);
  });

  it("is named by its type where the page knows no way", () => {
    expect(told("unknown")).toEqual(["an output of type application/x-own: the page has no way to show it"]);
    expect(warnings.every(({ isLoss }) => isLoss)).toBe(true);
  });
});

describe("other outputs", () => {
  it("in LaTeX are words with formulas among them", () => {
    const html = shown.get("latex")!;
    expect(html).toMatch(/The mass is <math>.*<mfrac>.*<\/math> &amp; more, <span class="equation"/s);
    expect(told("latex")).toEqual([]);
  });

  it("in JSON are shown as text", () => {
    expect(shown.get("json")).toContain("&quot;a&quot;: [");
  });
});
