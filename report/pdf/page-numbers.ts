/**
 * Page numbers for the list of contents on paper. Chromium has no `target-counter()`: the page is printed once with nothing
 * drawn, that PDF says where each link leads, and the numbers are written into the page that is then printed.
 */
import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";
import type { Page, PDFOptions } from "puppeteer";

/** Elements that want the page number of the anchor in their `data-page-of`. */
const SLOTS = "[data-page-of]";

/** What draws nothing takes the same room, and prints in half the time. */
const UNSEEN = { id: "unseen", textContent: "@media print{*{visibility:hidden!important}}" };

/** Writes page numbers into a page that has a list of contents for paper. */
export async function fillPageNumbers(page: Page, options: PDFOptions): Promise<void> {
  if ((await page.$(SLOTS)) === null) return;
  // Given as text: it runs in the browser, whose types this code does not have.
  const style = JSON.stringify(UNSEEN);
  await page.evaluate(`document.head.append(Object.assign(document.createElement("style"), ${style}))`);
  const printed = await page.pdf({ ...options, outline: false, tagged: false });
  await page.evaluate(`document.getElementById("${UNSEEN.id}").remove()`);
  const numbers = Object.fromEntries(await destinationPages(printed));
  await page.evaluate(`for (const slot of document.querySelectorAll(${JSON.stringify(SLOTS)})) {
    slot.textContent = ${JSON.stringify(numbers)}[slot.dataset.pageOf] ?? "";
  }`);
}

/** The page, from 1, of every anchor that a link of the PDF leads to. */
async function destinationPages(pdf: Uint8Array): Promise<Map<string, number>> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
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
