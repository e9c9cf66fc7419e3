/**
 * Page numbers for the list of contents on paper. Chromium has no `target-counter()`: the page is printed once, the PDF
 * says where each link leads, the numbers are written into the page, and it is printed again.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";
import type { Page } from "puppeteer";

/** Elements that want the page number of the anchor in their `data-page-of`. */
const SLOTS = "[data-page-of]";

/** Does the page have a list of contents for paper? */
export async function wantsPageNumbers(page: Page): Promise<boolean> {
  return (await page.$(SLOTS)) !== null;
}

/** Writes the page numbers found in a first print into the page. */
export async function fillPageNumbers(page: Page, printed: Uint8Array): Promise<void> {
  const numbers = Object.fromEntries(await destinationPages(printed));
  // Given as text: it runs in the browser, whose types this code does not have.
  await page.evaluate(`for (const slot of document.querySelectorAll(${JSON.stringify(SLOTS)})) {
    slot.textContent = ${JSON.stringify(numbers)}[slot.dataset.pageOf] ?? "";
  }`);
}

/** The page, from 1, of every anchor that a link of the PDF leads to. */
async function destinationPages(pdf: Uint8Array): Promise<Map<string, number>> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = new Map(document.getPages().map((page, index) => [page.ref.toString(), index + 1]));
  const found = new Map<string, number>();
  const destinations = document.catalog.lookup(PDFName.of("Dests"));
  if (!(destinations instanceof PDFDict)) return found;
  for (const [name, target] of destinations.entries()) {
    const array = document.context.lookup(target);
    const page = array instanceof PDFArray ? array.get(0) : undefined;
    const number = page instanceof PDFRef ? pages.get(page.toString()) : undefined;
    if (number !== undefined) found.set(name.decodeText(), number);
  }
  return found;
}
