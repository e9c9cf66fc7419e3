/** Printing a page that is ready, if that is asked; without a browser the page stands alone. */
import { printOnce } from "./cache/made-once.js";
import type { Memory } from "./cache/memory.js";
import type { Progress } from "./cli/progress.js";
import { PdfError } from "./errors.js";
import type { PdfState } from "./ledger/run-file.js";

/** How long one PDF may take to print, in milliseconds: a report of 200 pages takes some 20 s on a quiet machine. */
const PDF_TIMEOUT_MS = 300_000;

/** Prints `html` to `pdf`, two paths, and says what became of it. */
export async function printIfAsked(
  isAsked: boolean,
  { html, pdf }: { html: string; pdf: string },
  { memory, progress, signal }: { memory: Memory | null; progress: Progress; signal: AbortSignal },
): Promise<PdfState> {
  if (!isAsked) return { state: "left out" };
  try {
    await progress.step("Printing the PDF", () => printOnce(html, pdf, { timeoutMs: PDF_TIMEOUT_MS, signal }, memory));
    return { state: "written" };
  } catch (error) {
    if (error instanceof PdfError) return { state: "failed", reason: error.message };
    throw error;
  }
}
