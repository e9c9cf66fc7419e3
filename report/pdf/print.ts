/** Prints the report's page to PDF. */
import { pathToFileURL } from "node:url";
import type { Browser, CDPSession, Page, PDFOptions } from "puppeteer";
import writeFileAtomic from "write-file-atomic";
import { InterruptedError, PdfError } from "../errors.js";
import { bundleScript } from "../page/assets/client-bundle.js";
import { plainText } from "../page/assets/print-css.js";
import { escapeHtml } from "../text/escape.js";
import { findBrowser, type BrowserInfo } from "./browser.js";
import { withBrowser } from "./launch.js";
import { fixMetadata } from "./metadata.js";
import { fillPageNumbers } from "./page-numbers.js";
import { arrangePages } from "./arrange-pages.js";
import type { PageLink } from "./ua/links.js";

/** What a PDF holds: all of the page, its article as a paper of its own, or all but the article. */
export type PrintedPart = "whole" | "article" | "supplement";

export interface PrintOptions {
  /** For everything: launch, layout, printing. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** The browser to use, or what finds it when it is needed; found if not told. */
  browser?: BrowserInfo | (() => Promise<BrowserInfo>);
  /** What of the page is printed; all of it by default. */
  part?: PrintedPart;
  /** Called when all that is left is to print. */
  onArranged?: () => void;
}

const DEFAULT_TIMEOUT_MS = 120_000;
/** From this version on Chromium prints CSS margin boxes: running heads come from the page's own style. */
const MARGIN_BOXES_SINCE = 131;

/**
 * Prints an HTML file to an A4 PDF with bookmarks, tags, page numbers and running heads. The same page and browser give
 * the same bytes; the file appears whole or not at all; no browser is left behind.
 *
 * @throws PdfError with one line: no browser, a browser that fails, or a time-out
 * @throws InterruptedError when `signal` is aborted
 */
export async function printPdf(html: string, pdf: string, options: PrintOptions = {}): Promise<void> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, part = "whole" } = options;
  assertGoing(options.signal);
  const { browser: told = findBrowser } = options;
  const info = typeof told === "function" ? await told() : told;
  const guard = <T>(work: Promise<T>): Promise<T> => guarded(work, timeoutMs, options.signal);
  const finished = await withBrowser(
    info,
    timeoutMs,
    async (browser) => {
      const { session, bytes, headings } = await guard(
        printPage(browser, { html, part, timeoutMs }, options.onArranged),
      );
      // The browser looks for them while the PDF is read.
      const links = guard(readLinks(session));
      const [fixed] = await Promise.all([
        fixMetadata(bytes, { headings, links }, process.env.SOURCE_DATE_EPOCH),
        links,
      ]);
      return fixed;
    },
    options.signal,
  );
  await writeFileAtomic(pdf, Buffer.from(finished));
}

interface Printed {
  /** For asking the page further. */
  session: CDPSession;
  bytes: Uint8Array;
  /** The texts of its headings, in order. */
  headings: readonly string[];
}

/** What is printed, and how long that may take. */
interface Printing {
  html: string;
  part: PrintedPart;
  timeoutMs: number;
}

async function printPage(browser: Browser, printing: Printing, onArranged?: () => void): Promise<Printed> {
  const page = await arrangePages((first) => openPage(browser, printing, first));
  onArranged?.();
  const version = Number(/\/(\d+)/.exec(await browser.version())?.[1] ?? 0);
  const heads = version < MARGIN_BOXES_SINCE ? headAndFoot(await page.title()) : {};
  const options: PDFOptions = { ...pageOptions(printing.timeoutMs), ...heads };
  const headings = await readHeadings(page);
  await fillPageNumbers(page, options);
  const session = await page.createCDPSession();
  return { session, bytes: await page.pdf(options), headings };
}

/** The page, ready for paper; `first` is a script that is run on it as it was written. */
async function openPage(browser: Browser, { html, part, timeoutMs }: Printing, first = ""): Promise<Page> {
  const page = await browser.newPage();
  // The static drawings are printed: they are the same every time, and need no waiting.
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(html).href, { waitUntil: "load", timeout: timeoutMs });
  // The gap behind roots is measured in their own font.
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  const { code } = await bundleScript("print.ts", { PRINTED_PART: JSON.stringify(part) });
  await page.evaluate(first + code);
  return page;
}

async function readHeadings(page: Page): Promise<string[]> {
  const list = '[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => heading.innerHTML)';
  const headings = (await page.evaluate(list)) as string[];
  return headings.map((heading) => plainText(heading).replace(/\s+/g, " "));
}

/**
 * The links that paper shows: read after printing, since a page that was shown as paper prints its tags in changing order.
 * Both commands are sent before this returns: the browser needs no more of this thread.
 */
async function readLinks(session: CDPSession): Promise<PageLink[]> {
  const list = `[...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility()).map((link) => ({
    target: link.hash !== "" && link.pathname === location.pathname ? decodeURIComponent(link.hash) : link.href,
    text: link.dataset.words ?? "",
  }))`;
  const [, { result, exceptionDetails }] = await Promise.all([
    session.send("Emulation.setEmulatedMedia", { media: "print" }),
    session.send("Runtime.evaluate", { expression: list, returnByValue: true }),
  ]);
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as PageLink[];
}

function pageOptions(timeout: number): PDFOptions {
  return { format: "A4", preferCSSPageSize: true, printBackground: true, outline: true, tagged: true, timeout };
}

/** Head and foot for browsers without margin boxes: the title and the page number. */
function headAndFoot(title: string): PDFOptions {
  const style = "font:8px sans-serif;color:#5b626b;width:100%;padding:0 22mm";
  return {
    displayHeaderFooter: true,
    headerTemplate: `<div style="${style}">${escapeHtml(title)}</div>`,
    footerTemplate: `<div style="${style};text-align:right"><span class="pageNumber"></span></div>`,
  };
}

/** Rejects when time is up or the signal comes; the caller then ends the browser, which ends the work. */
async function guarded<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal | undefined): Promise<T> {
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () => reject(new PdfError(`no PDF: printing took more than ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const abort = (): void => reject(new InterruptedError("interrupted while printing the PDF"));
    signal?.addEventListener("abort", abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
  });
  try {
    return await Promise.race([work, stopped]);
  } catch (error) {
    if (error instanceof PdfError || error instanceof InterruptedError) throw error;
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new PdfError(`no PDF: the browser failed (${reason ?? "no reason given"})`);
  } finally {
    stop?.();
    // The loser of the race must not become an unhandled rejection when its browser goes away.
    work.catch(() => undefined);
  }
}

function assertGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new InterruptedError("interrupted before printing the PDF");
}
