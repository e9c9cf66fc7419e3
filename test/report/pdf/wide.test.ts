/** What does not fit on paper, and headings that break into lines, printed by the browser that comes with the packages. */
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { readDocument } from "../../../report/document/read.js";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { printPdf } from "../../../report/pdf/print.js";
import type { ExecutedNotebook } from "../../../report/types.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { readPdf, type ReadPdf } from "./read-pdf.js";

const LONG =
  "A heading that breaks into lines on paper because it has many words and goes on and on past the end of its line";

/** A Markdown table of this many columns, whose cells are as wide as six digits. */
function table(columns: number): string {
  const row = (cell: (column: number) => string): string =>
    `| ${Array.from({ length: columns }, (_, column) => cell(column)).join(" | ")} |`;
  return [row((c) => `c${c}`), row(() => "---"), row((c) => String(100_001 + c)), row((c) => String(200_001 + c))].join(
    "\n",
  );
}

function notebookOf(source: string): ExecutedNotebook {
  const cells = [{ cell_type: "markdown" as const, id: "prose", metadata: {}, source }];
  return { ...SPARSITY, name: "00-wide", path: "notebooks/00-wide.ipynb", notebook: { ...SPARSITY.notebook, cells } };
}

const PROSE = "Prose of the ordinary size. ".repeat(20);
const SOURCE = `# On $n^C$ entries\n\n## ${LONG}\n\n${PROSE}\n\n${table(15)}\n\nBetween.\n\n${table(30)}\n\nAfter.`;

let folder: string;
let pdf: ReadPdf;
let sizes: [number, number][];

async function print(name: string, source: string): Promise<Buffer> {
  const html = join(folder, `${name}.html`);
  const input = { ...CLEAN_INPUT, abstract: "", findings: [], document: readDocument([notebookOf(source)]) };
  await writeFile(html, await renderPage(input));
  await printPdf(html, join(folder, `${name}.pdf`), { browser: await findBrowser({ installed: false }) });
  return readFile(join(folder, `${name}.pdf`));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  const bytes = await print("wide", SOURCE);
  pdf = await readPdf(bytes);
  const document = await PDFDocument.load(bytes);
  sizes = document.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pageOf = (text: string): number => pdf.pages.findIndex((page) => page.replace(/\s+/g, " ").includes(text));

describe("what is wider than the paper", () => {
  it("leaves the prose beside it at its size", () => {
    const sizesOfProse = pdf.sizes[pageOf("Prose of the ordinary size")]!;
    expect(sizesOfProse.filter((size) => Math.abs(size - 10.2) < 0.05).length).toBeGreaterThan(5);
  });

  it("is set smaller by itself, or on a page turned on its side, with all its columns", () => {
    const turned = sizes.flatMap(([width, height], index) => (width > height ? [index] : []));
    expect(turned).toEqual([pageOf("c29")]);
    for (const last of ["100015", "200015", "100030", "200030"]) expect(pageOf(last)).toBeGreaterThan(0);
    expect(pageOf("100015")).toBe(pageOf("c14"));
    expect(Math.min(...pdf.sizes[turned[0]!]!)).toBeGreaterThan(5);
    for (const index of sizes.keys()) expect(sizes[index]).toEqual(turned.includes(index) ? [842, 595] : [595, 842]);
  });

  it("has its last column within the margins", () => {
    const rightOf = (text: string): number => pdf.ends.flat().find((piece) => piece.text.includes(text))!.right;
    expect(rightOf("200030")).toBeLessThan(842 - 62);
    expect(rightOf("200015")).toBeLessThan(595 - 62);
  });

  it("keeps a turned table with its caption", () => {
    expect(pdf.pages[pageOf("c29")]).toContain("Table 1.2");
  });
});

describe("a table of more columns than a page on its side can show", () => {
  it("is set as several, each with the first column, in letters that can be read", async () => {
    const read = await readPdf(await print("panels", `# Panels\n\n${PROSE}\n\n${table(90)}\n\nAfter.`));
    const text = read.pages.join(" ");
    const count = (word: string): number => text.split(word).length - 1;
    for (let column = 1; column < 90; column++) expect(count(String(100_001 + column)), `c${column}`).toBe(1);
    expect(count("100001")).toBeGreaterThan(1);
    expect(count("200001")).toBe(count("100001"));
    expect(Math.min(...read.sizes.flat())).toBeGreaterThan(4.5);
    expect(Math.max(...read.ends.flat().map(({ right }) => right))).toBeLessThan(842 - 60);
  });
});

describe("lines longer than paper is wide", () => {
  const WIDE = 150;
  const bar = (left: string, right: string): string => `${left}${"─".repeat(WIDE)}${right}`;
  const row = `│first${" ".repeat(WIDE - 9)}last│`;
  const code = `const short = 1;\nconst long = [${Array.from({ length: 60 }, (_, i) => `item${i}`).join(", ")}];\nconst next = 2;`;
  let read: ReadPdf;
  beforeAll(async () => {
    const fence = (text: string): string => `\`\`\`\n${text}\n\`\`\``;
    const framed = [bar("┌", "┐"), row, bar("└", "┘")].join("\n");
    read = await readPdf(await print("lines", `# Lines\n\n${PROSE}\n\n${fence(framed)}\n\n${fence(code)}\n\nAfter.`));
  });
  const lines = (): string[] => read.pages.join("\n").split("\n");

  it("of a framed table are set smaller and stay whole", () => {
    expect(lines().filter((line) => /│first\s*last│/.test(line))).toHaveLength(1);
    expect(read.sizes.flat().filter((size) => Math.abs(size - 10.2) < 0.05).length).toBeGreaterThan(5);
  });

  it("of code wrap, each further one set in, with nothing lost and no line more", () => {
    const text = read.pages.join("").replace(/\s+/g, "");
    expect(text).toContain(code.replace(/\s+/g, ""));
    const at = (word: string): number => lines().findIndex((line) => line.includes(word));
    expect(at("const next")).toBeGreaterThan(at("item59"));
    const starts = read.starts.flat();
    const leftOf = (pattern: RegExp): number => starts.find(({ text: piece }) => pattern.test(piece))!.left;
    const further = starts.filter(({ text: piece }) => /^item\d/.test(piece));
    expect(further.length).toBeGreaterThan(0);
    for (const { left } of further) expect(left).toBeGreaterThan(leftOf(/^const short/) + 4);
    expect(Math.abs(leftOf(/^const long/) - leftOf(/^const short/))).toBeLessThan(0.5);
  });
});

describe("bookmarks", () => {
  it("keep the blanks of headings that break, and between number and title", () => {
    const titles = pdf.outline.map(({ title }) => title);
    expect(titles).toContain("1 On n^C entries");
    expect(titles).toContain(LONG);
  });
});
