/** Page and PDF, made once for the same input. What makes them is loaded only where it is needed: that takes a second. */
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { KeptChapters } from "../page/kept-chapters.js";
import type { PageInput } from "../page/page.js";
import type { Pieces } from "../page/pieces.js";
import type { Warning } from "../page/warnings.js";
import { browserFile } from "../pdf/candidates.js";
import type { PrintOptions } from "../pdf/print.js";
import { BYTES, type Form, type Memory } from "./memory.js";

/** A page, and what it could not show. */
export interface MadePage {
  html: string;
  warnings: readonly Warning[];
}

const PAGE: Form<MadePage> = {
  write: (page) => Buffer.from(JSON.stringify(page)),
  read: (data) => JSON.parse(data.toString("utf8")) as MadePage,
};

/**
 * The page with what it lacks, from the memory if the same code rendered the same input before.
 *
 * @param memory null: everything is made anew
 * @param panels hash of what the page's script has of a library
 * @param chapters of a process that renders again and again: from them the page is made, which itself is not kept
 */
export async function renderOnce(
  input: PageInput,
  { memory, panels }: { memory: Memory | null; panels: string },
  chapters?: KeptChapters,
): Promise<MadePage> {
  if (memory === null || chapters !== undefined) return await renderAnew(input, memory ?? undefined, chapters);
  // Seconds and paths differ from run to run and from place to place; the page shows neither.
  const notebooks = input.document.chapters.map(({ name, failures, source }) => [name, source.notebook, failures]);
  const parts = [panels, JSON.stringify({ ...input, document: notebooks })];
  return await memory.once("page", "index.html", parts, () => renderAnew(input, memory), PAGE);
}

/** Loads what makes a page, where one is sure to be made: while kernels run this process has little else to do. */
export function loadAhead(): void {
  import("../page/page.js").catch(() => undefined); // told where it is needed
}

/**
 * The page, from pieces that may have been made before.
 *
 * @throws as `renderPage`
 */
export async function renderAnew(input: PageInput, pieces?: Pieces, chapters?: KeptChapters): Promise<MadePage> {
  const { renderPage } = await import("../page/page.js");
  const warnings: Warning[] = [];
  const html = await renderPage(input, pieces, chapters, warnings);
  return { html, warnings };
}

/**
 * The PDF of an HTML file, from the memory if the same browser printed the same page before; written to `pdf`. To start a
 * browser, or load what finds one, takes longer than to look it up.
 *
 * @throws as `printPdf`
 */
export async function printOnce(
  html: string,
  pdf: string,
  options: PrintOptions,
  memory: Memory | null,
): Promise<void> {
  if (memory === null) {
    const { printPdf } = await import("../pdf/print.js");
    await printPdf(html, pdf, options);
    return;
  }
  const epoch = process.env.SOURCE_DATE_EPOCH ?? null;
  const { part = "whole" } = options;
  const facts = JSON.stringify({ browser: browserFile(), epoch, part });
  const print = async (): Promise<Buffer> => {
    const { printPdf } = await import("../pdf/print.js");
    await printPdf(html, pdf, options);
    return await readFile(pdf);
  };
  await writeFile(pdf, await memory.once("pdf", basename(pdf), [await readFile(html), facts], print, BYTES));
}
