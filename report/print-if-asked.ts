/** Printing a page that is ready, if that is asked; without a browser the page stands alone. */
import { join } from "node:path";
import { printOnce } from "./cache/made-once.js";
import type { Memory } from "./cache/memory.js";
import type { Progress } from "./cli/progress.js";
import { PdfError } from "./errors.js";
import type { PdfState } from "./ledger/run-file.js";
import type { BrowserInfo } from "./pdf/browser.js";
import type { PrintedPart } from "./pdf/print.js";

/** How long one PDF may take to print, in milliseconds: a report of 200 pages takes some 20 s on a quiet machine. */
const PDF_TIMEOUT_MS = 300_000;

/** A page, and its PDFs: by their paths, what of the page each of them holds. */
export interface Printing {
  html: string;
  pdfs: Readonly<Record<string, PrintedPart>>;
}

/** The PDFs of a report in a folder: of one with an article that as a paper, and all else, the larger part, as its supplement. */
export function reportPdfs(folder: string, hasArticle: boolean): Printing["pdfs"] {
  const [report, supplement] = ["report.pdf", "supplement.pdf"].map((name) => join(folder, name)) as [string, string];
  return hasArticle ? { [report]: "article", [supplement]: "supplement" } : { [report]: "whole" };
}

/** Prints a page, and says what became of it. */
export async function printIfAsked(
  isAsked: boolean,
  printing: Printing,
  { memory, progress, signal }: { memory: Memory | null; progress: Progress; signal: AbortSignal },
): Promise<PdfState> {
  if (!isAsked) return { state: "left out" };
  try {
    await progress.step("Printing the PDF", () => printAll(printing, memory, signal));
    return { state: "written" };
  } catch (error) {
    if (error instanceof PdfError) return { state: "failed", reason: error.message };
    throw error;
  }
}

/**
 * Prints them at once, each by a browser of its own; where one cannot be printed, the others are given up. Finding what fills
 * the paper keeps every core busy, and printing but one: a PDF is begun when the one before it has come that far.
 */
async function printAll({ html, pdfs }: Printing, memory: Memory | null, signal: AbortSignal): Promise<void> {
  // Found once, and only where something is to be printed.
  let found: Promise<BrowserInfo> | undefined;
  const browser = (): Promise<BrowserInfo> =>
    (found ??= import("./pdf/browser.js").then(({ findBrowser }) => findBrowser()));
  const givenUp = new AbortController();
  const options = { timeoutMs: PDF_TIMEOUT_MS, signal: AbortSignal.any([signal, givenUp.signal]), browser };
  const prints: Promise<void>[] = [];
  try {
    for (const [pdf, part] of Object.entries(pdfs).reverse()) {
      const arranged = new Promise<void>((onArranged) => {
        prints.push(printOnce(html, pdf, { ...options, part, onArranged }, memory));
      });
      await Promise.race([arranged, prints.at(-1)]);
    }
    await Promise.all(prints);
  } catch (error) {
    givenUp.abort();
    await Promise.allSettled(prints);
    throw error;
  }
}
