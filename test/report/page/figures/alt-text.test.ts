import { readDocument } from "../../../../report/document/read.js";
import { describe, expect, it } from "vitest";
import type { FigureBlock } from "../../../../report/document/model.js";
import { altText } from "../../../../report/page/figures/alt-text.js";
import { readBibliography } from "../../../../report/page/references/bibliography.js";
import { openBook, openChapter } from "../../../../report/page/context.js";
import { renderFigure } from "../../../../report/page/figures/figures.js";
import { numberDisplays } from "../../../../report/page/labels.js";
import { SPARSITY_CLAIM } from "../../../fixtures/report/claims.js";
import { SPARSITY } from "../../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../../fixtures/report/page-input.js";

const chapter = (notebook = SPARSITY) => {
  const document = readDocument([notebook]);
  const { provenance } = PAGE_INPUT;
  const found = {
    labels: numberDisplays(document.chapters),
    bibliography: readBibliography(null),
    citationStyle: null,
    code: "folded" as const,
    macros: "",
    isWhole: true,
    isAlone: false,
    imageFiles: {},
    provenance,
  };
  return openChapter(openBook(document, found), document.chapters[0]!);
};
const spec = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  data: { values: [{ x: 1 }] },
  mark: "point",
};

describe("a figure in words", () => {
  it("are its own, after the title of the claim whose box it stands in", () => {
    const own = "Share of failing draws, 4 cells: 0.";
    expect(altText({ about: { alt: own }, spec: null }, chapter().book)).toBe(own);
    expect(altText({ about: {}, spec: { ...spec, description: own } }, chapter().book)).toBe(own);
    expect(altText({ about: { alt: own, claim: SPARSITY_CLAIM.id }, spec: null }, chapter().book)).toBe(
      `The (k+1)-th entry of every row, by order statistics. ${own}`,
    );
  });

  it("hold no marks of TeX or Markdown", () => {
    const alt = "**Trend** of the error, $2^8$ to $2^{13}$, at $\\sigma = c\\sqrt{2 \\ln n}$.";
    expect(altText({ about: { alt }, spec: null }, chapter().book)).toBe(
      "Trend of the error, 2^8 to 2^13, at sigma = csqrt 2 ln n.",
    );
  });

  it("are those of its spec where another program made it", () => {
    const words = (own: object): string => altText({ about: {}, spec: { ...spec, ...own } }, chapter().book);
    expect(words({})).toBe("A chart with point marks.");
    const encoding = { x: { field: "mass" }, y: { aggregate: "mean", field: "length" }, tooltip: { field: "id" } };
    expect(words({ title: "Fish.", encoding })).toBe("Fish. A chart with point marks; x: mass, y: mean of length.");
    const layer = [{ mark: { type: "line" } }, { mark: "rule", encoding: { y: { aggregate: "count" } } }];
    expect(words({ mark: undefined, title: { text: "All" }, layer })).toBe(
      "All. A chart with line, rule marks; y: count.",
    );
  });

  it("are required of this kit's figures: one without is not drawn, and says so", async () => {
    const metadata = { ncsparse: { caption: "A caption alone." } };
    const output = { output_type: "display_data", data: { "application/vnd.vegalite.v5+json": spec }, metadata };
    const notebook = structuredClone(SPARSITY);
    const code = notebook.notebook.cells.find((cell) => cell.cell_type === "code")!;
    code.outputs = [output as never];
    const context = chapter(notebook);
    const [figure] = [...context.book.labels.ofBlock.keys()];
    expect(await renderFigure(figure as FigureBlock, context)).toContain(
      "This figure was not drawn: it has no description",
    );
  });
});
