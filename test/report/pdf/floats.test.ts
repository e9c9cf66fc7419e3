/** Pages are filled on paper: what does not fit is set later, or a little smaller, and text goes before it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLAIM_MIME } from "ncsparse";
import { readDocument } from "../../../report/document/read.js";
import { renderPage } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { printPdf } from "../../../report/pdf/print.js";
import type { Cell } from "../../../report/types.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";
import { display, SPARSITY } from "../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";
import { pageFills, pagesWithin, type PageFill } from "./page-fill.js";
import { readPdf } from "./read-pdf.js";

/** A paragraph of six lines or so, known by its first word. */
const paragraph = (name: string, words = "which says what a paragraph says,"): string =>
  `${name} ${`${words} `.repeat(12)}and ends.`;
let cells = 0;
const prose = (...blocks: string[]): Cell => ({
  ...{ cell_type: "markdown", id: `prose-${++cells}`, metadata: {}, source: blocks.join("\n\n") },
});

/** A figure of 600 by this many pixels, drawn with its own name in it. */
function figure(name: string, height: number): Cell {
  const text = `<text x="20" y="40">drawn-${name}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="${height}" viewBox="0 0 600 ${height}">${text}<rect width="600" height="${height}" fill="none" stroke="black"/></svg>`;
  cells += 1;
  return codeCell(`figure-${cells}`, [display({ "image/svg+xml": svg }, { caption: `caption-${name}`, alt: name })]);
}

const claim = codeCell("claim", [display({ [CLAIM_MIME]: SPARSITY_CLAIM, "text/plain": "claim" })]);
const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A PDF of as many chapters as there are lists of cells. */
async function print(name: string, ...lists: Cell[][]): Promise<{ pages: PageFill[]; bytes: Buffer }> {
  const html = join(folder, `${name}.html`);
  const notebooks = lists.map((cells, index) => ({
    ...SPARSITY,
    ...{ number: index + 1, name: `0${index}-${name}`, notebook: { ...SPARSITY.notebook, cells } },
  }));
  const input = { ...CLEAN_INPUT, abstract: "", findings: [], document: readDocument(notebooks) };
  await writeFile(html, await renderPage(input));
  await printPdf(html, join(folder, `${name}.pdf`), { browser: await findBrowser({ installed: false }) });
  const bytes = await readFile(join(folder, `${name}.pdf`));
  return { pages: await pageFills(bytes), bytes };
}

/** Pages of the chapter that has a page of its kind behind them. */
const within = (pages: readonly PageFill[]): PageFill[] =>
  pagesWithin(pages).filter(({ head }) => head.includes("1 Floats"));

/** Words by their places in the chapter. */
function inOrder(pages: readonly PageFill[], ...words: string[]): boolean {
  const chapter = pages.filter(({ head }) => head.includes("1 Floats"));
  const text = chapter.map((page) => page.text).join(" ");
  const places = words.map((word) => text.indexOf(word));
  return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
}

describe("a figure that does not fit", () => {
  it("is set behind paragraphs that followed it, and its page is full", async () => {
    const before = names("before", 4).map((one) => paragraph(one));
    const after = names("after", 6).map((one) => paragraph(one));
    const { pages } = await print("later", [prose("# Floats", ...before), figure("one", 560), prose(...after)]);
    expect(within(pages).length).toBeGreaterThan(0);
    for (const { page, fill } of within(pages)) expect(fill, `page ${page}`).toBeGreaterThan(0.7);
    expect(inOrder(pages, "before4", "after1", "caption-one")).toBe(true);
    expect(inOrder(pages, ...names("after", 6))).toBe(true);
  });

  it("stays before text that says where it stands, and behind text that announces it", async () => {
    const before = names("before", 4).map((one) => paragraph(one));
    const placed = await print("placed", [
      prose("# Floats", ...before),
      figure("one", 560),
      prose(paragraph("after1", "as the figure above shows,"), paragraph("after2")),
    ]);
    expect(inOrder(placed.pages, "before4", "caption-one", "after1")).toBe(true);
    const announced = await print("announced", [
      prose("# Floats", ...before, "It looks so:"),
      figure("one", 560),
      prose(paragraph("after1"), paragraph("after2")),
    ]);
    expect(inOrder(announced.pages, "looks so:", "caption-one", "after1")).toBe(true);
  });

  it("is not set behind a heading", async () => {
    const before = names("before", 4).map((one) => paragraph(one));
    const list = [prose("# Floats", ...before), figure("one", 560), prose("## Another matter", paragraph("after1"))];
    const { pages } = await print("heading", list);
    expect(inOrder(pages, "before4", "caption-one", "Another matter", "after1")).toBe(true);
  });
});

describe("the chapters of a PDF", () => {
  it("are each filled, whichever copy of the page they are looked at in", async () => {
    const chapter = (title: string): Cell[] => {
      const before = names(`${title}before`, 4).map((one) => paragraph(one));
      const after = names(`${title}after`, 6).map((one) => paragraph(one));
      return [prose(`# ${title}`, ...before), figure(title, 560), prose(...after)];
    };
    const { pages } = await print("chapters", chapter("First"), chapter("Second"), chapter("Third"));
    const text = pages.map((page) => page.text).join(" ");
    for (const title of ["First", "Second", "Third"]) {
      const placeOf = (word: string): number => text.indexOf(`${title}${word}`);
      expect(placeOf("after1"), title).toBeGreaterThan(placeOf("before4"));
      expect(text.indexOf(`caption-${title}`), title).toBeGreaterThan(placeOf("after1"));
    }
  });
});

describe("a claim's box", () => {
  it("begins on the page of its figure", async () => {
    const before = names("before", 5).map((one) => paragraph(one));
    const after = names("after", 4).map((one) => paragraph(one));
    const figures = SPARSITY.notebook.cells.filter(
      (cell) => cell.cell_type === "code" && JSON.stringify(cell).includes(SPARSITY_CLAIM.id),
    );
    const { pages } = await print("box", [prose("# Floats", ...before), ...figures, prose(...after)]);
    const pageWith = (text: string): number =>
      within(pages).find((page) => page.text.replaceAll(" ", "").includes(text))!.page;
    expect(pageWith(`sharpened:${SPARSITY_CLAIM.id}.`)).toBe(pageWith("Figure1.1"));
  });
});

describe("a PDF whose pages were filled", () => {
  it("has the same bytes each time, tags and bookmarks", async () => {
    const before = names("before", 4).map((one) => paragraph(one));
    const after = names("after", 6).map((one) => paragraph(one));
    const list = [prose("# Floats", ...before), figure("one", 560), prose("## A section", ...after), claim];
    const { bytes } = await print("once", list);
    expect((await print("once", list)).bytes.equals(bytes)).toBe(true);
    const { tagged, outline } = await readPdf(bytes);
    expect(tagged).toBe(true);
    expect(outline.map(({ title }) => title)).toContain("A section");
  });
});
