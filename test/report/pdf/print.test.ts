/** The PDF read back, printed by the browser that comes with the packages. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument, PDFDict, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { InterruptedError, PdfError } from "../../../report/errors.js";
import { renderPage } from "../../../report/page/page.js";
import { plainText } from "../../../report/page/assets/print-css.js";
import { findBrowser, type BrowserInfo } from "../../../report/pdf/browser.js";
import { fixMetadata } from "../../../report/pdf/metadata.js";
import { printPdf } from "../../../report/pdf/print.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { readPdf, type ReadPdf } from "./read-pdf.js";

let folder: string;
let browser: BrowserInfo;
let html: string;
let bytes: Buffer;
let pdf: ReadPdf;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  vi.stubEnv("TMPDIR", folder);
  html = join(folder, "report.html");
  await writeFile(html, await renderPage(CLEAN_INPUT));
  browser = await findBrowser({ installed: false });
  await printPdf(html, join(folder, "report.pdf"), { browser });
  bytes = await readFile(join(folder, "report.pdf"));
  pdf = await readPdf(bytes);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Processes of browsers that this file started: their profiles lie in this file's temporary folder. */
function running(): string[] {
  const list = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  return list.filter((line) => line.startsWith(browser.executablePath) && line.includes(folder));
}
const squeeze = (text: string): string => text.replace(/\s+/g, " ");

describe("the printed report", () => {
  it("has A4 pages, few of them", async () => {
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBeGreaterThanOrEqual(5);
    expect(document.getPageCount()).toBeLessThanOrEqual(9);
    const { width, height } = document.getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  });

  it("has a bookmark for every chapter, section and box, nested as they are, with its words", () => {
    const titles = pdf.outline.map(({ title, depth }) => `${"  ".repeat(depth)}${title}`);
    for (const expected of [
      /^ *The ledger$/,
      /^ *Contents$/,
      /^ *1 How small is the largest dropped entry\?$/,
      /Three bounds and a law$/,
      /^ *A literal reading$/,
      /^ *Theorem 4\.3 of the paper, sharpened: T4\.3-order\. The \(k\+1\)-th entry of every row, by order statistics$/,
      /^ *Lemma 4\.2 of the paper, read literally: L4\.2-literal\. Every logit, the diagonal read literally$/,
      /Colophon$/,
    ]) {
      expect(titles.filter((title) => expected.test(title))).toHaveLength(1);
    }
    // Chromium leaves spaces out, at the ends of lines and behind a chapter's number.
    const page = readFileSync(html, "utf8");
    const headings = [...page.matchAll(/<h[1-6][^>]*>([^]*?)<\/h[1-6]>/g)].map(([, text]) => squeeze(plainText(text!)));
    expect(titles.map((title) => title.trim()).filter((title) => !headings.includes(title))).toEqual([]);
    const depthOf = (part: string): number => pdf.outline.find(({ title }) => title.includes(part))!.depth;
    expect(depthOf("Three bounds")).toBe(depthOf("How small") + 1);
  });

  it("is tagged, titled and in English", () => {
    expect(pdf.tagged).toBe(true);
    expect(pdf.title).toBe("How sparse is exact attention? A reproduction with numbers");
    expect(pdf.language).toBe("en");
  });

  it("has page numbers and the commit at the foot, and the chapter at the head", () => {
    pdf.pages.forEach((text, index) => {
      // The foot's two ends come in either order.
      expect(squeeze(text)).toContain("commit 16562fd0c0ff");
      expect(squeeze(text)).toMatch(new RegExp(`(?:^|\\D)${index + 1}(?:commit|\\b)`));
    });
    expect(squeeze(pdf.pages[2]!)).toContain("1 How small is the largest dropped entry?");
  });

  it("holds the text of every box, with its control", () => {
    const text = squeeze(pdf.pages.join(" "));
    for (const part of [
      "With probability at least",
      "measured 0.0031 [0.0029, 0.0033]",
      "Control: how this could have failed (T4.3-order)",
      "found violated, as it must be",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("draws figures as vectors with selectable labels", () => {
    expect(pdf.rasterImages).toBe(0);
    const page = pdf.pages.find((text) => text.includes("Figure 1.1"))!;
    expect(page).toContain("order statistics");
    expect(page).toContain("vacuous");
  });

  it("keeps each figure on the page of its caption", () => {
    const captioned = pdf.pages.find((text) => text.includes("The same for two windows"))!;
    expect(captioned).toContain("as reconstructed");
  });

  it("wraps long code in the appendix and clips none of it", () => {
    const appendix = squeeze(pdf.pages.join(" "));
    expect(appendix).toContain("Appendix to chapter 1");
    expect(appendix).toMatch(/long enough to need wrapping on paper, where nothing ?scrolls/);
  });

  it("lists its chapters and sections with the pages they are on", () => {
    const at = (heading: RegExp): number => pdf.pages.findIndex((text, index) => index > 0 && heading.test(text)) + 1;
    const contents = squeeze(pdf.pages.slice(0, 2).join(" "));
    expect(contents).toContain(`Three bounds and a law ${at(/^Three bounds and a law$/m)}`);
    expect(contents).toContain(`A literal reading ${at(/^A literal reading$/m)}`);
    for (const place of ["The ledger", "How to read a verdict", "All findings", "Colophon"])
      expect(contents).toContain(`${place} ${at(new RegExp(`^${place}$`, "m"))}`);
  });

  it("asks nobody to click, and shows no folded list", () => {
    expect(pdf.pages.join(" ")).not.toMatch(/click|All 16 cells/i);
  });

  it("embeds every font", async () => {
    const document = await PDFDocument.load(bytes);
    const fonts = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
    const descriptors = fonts.filter((dict) => dict.get(PDFName.of("Type")) === PDFName.of("FontDescriptor"));
    expect(descriptors.length).toBeGreaterThan(6);
    const embedded = descriptors.filter(
      (dict) =>
        document.context.lookup(dict.get(PDFName.of("FontFile2")) ?? dict.get(PDFName.of("FontFile3"))) instanceof
        PDFRawStream,
    );
    // Type 3 fonts draw their glyphs in the file itself and have descriptors without a font file.
    const type3 = fonts.filter((dict) => dict.get(PDFName.of("Subtype")) === PDFName.of("Type3")).length;
    expect(descriptors.length - embedded.length).toBeLessThanOrEqual(type3);
  });

  it("is the same bytes for the same page", async () => {
    await printPdf(html, join(folder, "again.pdf"), { browser });
    expect((await readFile(join(folder, "again.pdf"))).equals(bytes)).toBe(true);
  });

  it("carries the date of SOURCE_DATE_EPOCH, or none", async () => {
    const read = async (epoch: string | undefined): Promise<Date | undefined> =>
      (
        await PDFDocument.load(await fixMetadata(bytes, { headings: [], links: [] }, epoch), { updateMetadata: false })
      ).getCreationDate();
    expect(await read("1700000000")).toEqual(new Date("2023-11-14T22:13:20Z"));
    expect(await read(undefined)).toBeUndefined();
  });
});

it("a formula wider than the paper is set smaller, and nothing else is", async () => {
  const wide = join(folder, "wide.html");
  const page = await readFile(html, "utf8");
  const formula =
    '<div class="equation"><math display="block"><mtext>wider than the paper</mtext><mspace width="60em"></mspace><mi>x</mi></math></div>';
  await writeFile(
    wide,
    page.replace('<footer class="colophon"', () => `${formula}<footer class="colophon"`),
  );
  await printPdf(wide, join(folder, "wide.pdf"), { browser });
  const read = await readPdf(await readFile(join(folder, "wide.pdf")));
  expect(read.pages.join()).toContain("wider than the paper");
  expect(read.sizes[0]).toEqual(pdf.sizes[0]);
});

describe("printing that goes wrong", () => {
  it("stops when told to, writes nothing and leaves no browser", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 400);
    const printing = printPdf(html, join(folder, "interrupted.pdf"), { browser, signal: controller.signal });
    await expect(printing).rejects.toBeInstanceOf(InterruptedError);
    expect((await readdir(folder)).filter((name) => name.startsWith("interrupted"))).toEqual([]);
    expect(running()).toEqual([]);
  });

  it("stops at once whenever it is told to, while the browser starts as later", async () => {
    for (const ms of [0, 20, 50, 80, 120, 160, 200, 300]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), ms);
      const started = performance.now();
      const printing = printPdf(html, join(folder, "interrupted.pdf"), { browser, signal: controller.signal });
      await expect(printing, `after ${ms} ms`).rejects.toBeInstanceOf(InterruptedError);
      expect(performance.now() - started - ms, `after ${ms} ms`).toBeLessThan(10_000);
      expect(running(), `after ${ms} ms`).toEqual([]);
    }
  });

  it("gives up in time with one line", async () => {
    const printing = printPdf(html, join(folder, "late.pdf"), { browser, timeoutMs: 300 });
    await expect(printing).rejects.toBeInstanceOf(PdfError);
    await expect(printing).rejects.toThrow(/^no PDF: [^\n]+$/);
    expect(running()).toEqual([]);
  });

  it("says what to do about a browser that does not start", async () => {
    const broken = { ...browser, executablePath: process.execPath };
    await expect(printPdf(html, join(folder, "x.pdf"), { browser: broken })).rejects.toThrow(
      /did not start .*set PUPPETEER_EXECUTABLE_PATH/,
    );
  });
});
