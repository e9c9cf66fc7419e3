/** Bookmarks as the page's headings have them: Chromium writes the title of one that begins a page twice over. */
import { PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from "@cantoo/pdf-lib";

const TITLE = PDFName.of("Title");
const FIRST = PDFName.of("First");
const NEXT = PDFName.of("Next");

/** Takes the second half from bookmarks whose title is the same text twice. Without bookmarks nothing happens. */
export function mendOutline(document: PDFDocument): void {
  const root = document.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict);
  const left = [root?.lookupMaybe(FIRST, PDFDict)];
  while (left.length > 0) {
    const item = left.pop();
    if (item === undefined) continue;
    const title = item.lookup(TITLE);
    if (title instanceof PDFString || title instanceof PDFHexString) {
      const text = title.decodeText();
      const half = text.slice(0, text.length / 2);
      if (text === half + half) item.set(TITLE, PDFHexString.fromText(half));
    }
    left.push(item.lookupMaybe(FIRST, PDFDict), item.lookupMaybe(NEXT, PDFDict));
  }
}
