/**
 * Bookmarks as the page's headings have them: Chromium leaves the space out where a heading's line ends, and writes a
 * formula, or the title of a heading that begins a page, twice over.
 */
import { PDFDict, PDFHexString, PDFName, type PDFDocument } from "@cantoo/pdf-lib";
import type { Page } from "puppeteer";
import { plainText } from "../page/print-css.js";

const TITLE = PDFName.of("Title");
const FIRST = PDFName.of("First");
const NEXT = PDFName.of("Next");

/** The texts of the headings that a page shows on paper, in their order; a chapter's number stands apart from its title. */
export async function printedHeadings(page: Page): Promise<string[]> {
  await page.emulateMediaType("print");
  const found = await page.$$eval("h1, h2, h3, h4, h5, h6", (headings) =>
    headings.filter((heading) => heading.checkVisibility()).map(({ innerHTML }) => innerHTML),
  );
  return found.map((html) => plainText(html.replace(/<span class="number">[^<]*/g, "$& ")).replace(/\s+/g, " "));
}

/** Gives each bookmark its heading's text. Where the two are not as many, bookmarks stay as the browser made them. */
export function mendOutline(document: PDFDocument, headings: readonly string[]): void {
  const bookmarks = bookmarksOf(document);
  if (bookmarks.length !== headings.length) return;
  bookmarks.forEach((bookmark, index) => bookmark.set(TITLE, PDFHexString.fromText(headings[index]!)));
}

/** All bookmarks in the order of the document: each before those under it. */
function bookmarksOf(document: PDFDocument): PDFDict[] {
  const found: PDFDict[] = [];
  const left = [document.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict)?.lookupMaybe(FIRST, PDFDict)];
  while (left.length > 0) {
    const bookmark = left.pop();
    if (bookmark === undefined) continue;
    found.push(bookmark);
    left.push(bookmark.lookupMaybe(NEXT, PDFDict), bookmark.lookupMaybe(FIRST, PDFDict));
  }
  return found;
}
