/** A page with an article is printed twice: the article as a paper of its own, and all else as its supplement. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../report/document/read.js";
import { renderPage } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { printPdf, type PrintedPart } from "../../../report/pdf/print.js";
import { reportPdfs } from "../../../report/print-if-asked.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { readPdf, type ReadPdf } from "./read-pdf.js";
import { executed } from "../../support/executed.js";
import { proseCell } from "../../support/prose-cell.js";

const ARTICLE = executed(0, "00-short", [
  proseCell("front", "Doors for readers of the page.", "front"),
  proseCell(
    "title",
    "# The short text\n\nWhat the article says, and [where more is](03-sparsity.ipynb).\n\n## A section\n\nWords.",
  ),
]);

let folder: string;
let printed: Record<PrintedPart, ReadPdf>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  const html = join(folder, "index.html");
  const document = readDocument([ARTICLE, SPARSITY]);
  await writeFile(
    html,
    await renderPage({ ...CLEAN_INPUT, abstract: "What was found.", findings: [], document, partial: true }),
  );
  const browser = await findBrowser({ installed: false });
  const print = async (part: PrintedPart): Promise<ReadPdf> => {
    await printPdf(html, join(folder, `${part}.pdf`), { browser, part });
    return await readPdf(await readFile(join(folder, `${part}.pdf`)));
  };
  printed = { whole: await print("whole"), article: await print("article"), supplement: await print("supplement") };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = (part: PrintedPart): string => printed[part].pages.join(" ").replace(/\s+/g, " ");

describe("the PDFs of a report with an article", () => {
  it("are one with the article and the findings, and one with the chapters and the ledger", () => {
    expect(textOf("article")).toContain("What the article says");
    expect(textOf("article")).toContain("What was found.");
    expect(textOf("article")).not.toContain("The ledger");
    expect(textOf("supplement")).not.toContain("What the article says");
    expect(textOf("supplement")).toContain("The ledger");
    expect(textOf("whole")).toContain("Appendix to chapter 1");
    expect(textOf("supplement")).not.toContain("Appendix to chapter 1");
  });

  it("say both what they were made from", () => {
    for (const part of ["article", "supplement"] as const) {
      expect(textOf(part)).toMatch(
        /Colophon Profile and seed quick, seed 7 Commit 16562fd0c0ffee00c0ffee00c0ffee00c0ffee00/,
      );
      expect(textOf(part)).toContain("Programs ncsparse 0.1.0, tslab 1.0.22, vega 6.4.0");
    }
  });

  it("are together what a reader prints, without what leads through the page", () => {
    for (const words of ["What the article says", "The ledger"]) expect(textOf("whole")).toContain(words);
    for (const part of ["whole", "article", "supplement"] as const)
      expect(textOf(part)).not.toContain("Doors for readers");
  });

  it("has the article's sections directly below the title, under no heading of its own", () => {
    expect(textOf("article")).not.toContain("The short text");
    expect(printed.article.outline.map(({ title }) => title)).toContain("A section");
  });

  it("are printed under these names", () => {
    expect(reportPdfs("/out", true)).toEqual({ "/out/report.pdf": "article", "/out/supplement.pdf": "supplement" });
    expect(reportPdfs("/out", false)).toEqual({ "/out/report.pdf": "whole" });
  });
});
