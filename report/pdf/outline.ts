/**
 * Bookmarks as the page's headings have them. Chromium drops the blank between a chapter's number and its title and those
 * at which a heading breaks into lines, and writes a formula, or the title of a heading that begins a page, twice over.
 */
import { PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from "@cantoo/pdf-lib";

const TITLE = PDFName.of("Title");
const FIRST = PDFName.of("First");
const NEXT = PDFName.of("Next");

/**
 * Sets the titles of a document's bookmarks. Without bookmarks nothing happens.
 *
 * @param headings the texts of the page's headings, in order; a bookmark is known by its letters, blanks left out, and one
 *   that is none of them keeps its title
 */
export function setOutline(document: PDFDocument, headings: readonly string[]): void {
  let next = 0;
  for (const item of itemsOf(document)) {
    const letters = lettersOf(titleOf(item));
    const at = headings.findIndex((heading, index) => index >= next && isTitleOf(letters, lettersOf(heading)));
    if (at < 0) continue;
    item.set(TITLE, PDFHexString.fromText(headings[at]!));
    next = at + 1;
  }
}

/** The bookmarks in the order of the document. */
function itemsOf(document: PDFDocument): PDFDict[] {
  const root = document.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict);
  const left = [root?.lookupMaybe(FIRST, PDFDict)];
  const items: PDFDict[] = [];
  while (left.length > 0) {
    const item = left.pop();
    if (item === undefined) continue;
    items.push(item);
    left.push(item.lookupMaybe(NEXT, PDFDict), item.lookupMaybe(FIRST, PDFDict));
  }
  return items;
}

function titleOf(item: PDFDict): string {
  const title = item.lookup(TITLE);
  return title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : "";
}

/** Signs of powers stand in headings' texts alone: a bookmark has letters where the page has raised ones. */
function lettersOf(text: string): string {
  return text.replace(/[\s^\u200b\u2061]/g, "");
}

/** A bookmark holds its heading's letters in order, some of them twice. */
function isTitleOf(bookmark: string, heading: string): boolean {
  if (heading === "" || bookmark.length > 2 * heading.length) return false;
  let met = 0;
  for (const letter of bookmark) if (letter === heading[met]) met += 1;
  return met === heading.length;
}
