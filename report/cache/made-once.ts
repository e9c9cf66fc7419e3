/** Page and PDF, made once for the same input. What makes them is loaded only where it is needed: that takes a second. */
import { readFile, stat, writeFile } from "node:fs/promises";
import type { PageInput } from "../page/page.js";
import type { Warning } from "../page/warnings.js";
import type { PrintOptions } from "../pdf/print.js";
import type { KeptWork } from "./kept-work.js";
import { KeptPieces } from "./kept-pieces.js";
import { cacheKey, type CacheStore, type EntryFacts } from "./store.js";

/** A page, and what it could not show. */
export interface MadePage {
  html: string;
  warnings: readonly Warning[];
}

/** Results of earlier runs. */
export interface MadeBefore {
  store: CacheStore;
  /** `pageFingerprint()`: what page and PDF depend on beside their input. */
  fingerprint: string;
  /** `pieceFingerprint()`: what the page's pieces depend on beside theirs. */
  pieces: string;
}

/**
 * The page with what it lacks, from the cache if the same code rendered the same input before.
 *
 * @param kept by a process that renders again and again: from it the page is made, which itself is not kept
 */
export async function renderOnce(input: PageInput, before: MadeBefore | null, kept?: KeptWork): Promise<MadePage> {
  if (before === null || kept !== undefined) return await render(input, kept);
  // Seconds and paths differ from run to run and from place to place; the page shows neither.
  const notebooks = input.document.chapters.map(({ name, failures, source }) => [name, source.notebook, failures]);
  const key = cacheKey(["page", before.fingerprint, JSON.stringify({ ...input, document: notebooks })]);
  const facts = { kind: "page", label: "index.html" } as const;
  const page = await once(before.store, key, facts, async () =>
    Buffer.from(JSON.stringify(await render(input, { pieces: new KeptPieces(before.store, before.pieces) }))),
  );
  return JSON.parse(page.toString("utf8")) as MadePage;
}

async function render(input: PageInput, kept?: Partial<KeptWork>): Promise<MadePage> {
  const { renderPage } = await import("../page/page.js");
  const warnings: Warning[] = [];
  const html = await renderPage(input, kept?.pieces, kept?.chapters, warnings);
  kept?.pieces?.sweep();
  return { html, warnings };
}

/**
 * The PDF of an HTML file, from the cache if the same browser printed the same page before; written to `pdf`.
 *
 * @throws as `printPdf`
 */
export async function printOnce(
  html: string,
  pdf: string,
  options: PrintOptions,
  before: MadeBefore | null,
): Promise<void> {
  if (before === null) {
    const { printPdf } = await import("../pdf/print.js");
    await printPdf(html, pdf, options);
    return;
  }
  const { findBrowser } = await import("../pdf/browser.js");
  const browser = await findBrowser();
  const { size, mtimeMs } = await stat(browser.executablePath);
  const { executablePath, source } = browser;
  const epoch = process.env.SOURCE_DATE_EPOCH ?? null;
  const facts = JSON.stringify({ executablePath, source, size, mtimeMs, epoch });
  const key = cacheKey(["pdf", before.fingerprint, await readFile(html), facts]);
  const bytes = await once(before.store, key, { kind: "pdf", label: "report.pdf" }, async () => {
    const { printPdf } = await import("../pdf/print.js");
    await printPdf(html, pdf, { ...options, browser });
    return await readFile(pdf);
  });
  await writeFile(pdf, bytes);
}

async function once(cache: CacheStore, key: string, facts: EntryFacts, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = await cache.get(key);
  if (known !== null) return known;
  const made = await make();
  await cache.put(key, made, facts);
  return made;
}
