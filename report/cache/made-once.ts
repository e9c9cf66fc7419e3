/** Page and PDF, made once for the same input. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { renderPage, type PageInput } from "../page/page.js";
import { findBrowser } from "../pdf/browser.js";
import { printPdf, type PrintOptions } from "../pdf/print.js";
import { cacheKey, type CacheStore, type EntryFacts } from "./store.js";

/** Results of earlier runs. */
export interface MadeBefore {
  store: CacheStore;
  /** `pageFingerprint()`: what page and PDF depend on beside their input. */
  fingerprint: string;
}

/** The page, from the cache if the same code rendered the same input before. */
export async function renderOnce(input: PageInput, before: MadeBefore | null): Promise<string> {
  if (before === null) return await renderPage(input);
  // Seconds and paths differ from run to run and from place to place; the page shows neither, but what is in the files.
  const notebooks = input.notebooks.map(({ name, notebook, failures }) => ({ name, notebook, failures }));
  const key = cacheKey([
    "page",
    before.fingerprint,
    JSON.stringify({ ...input, notebooks, bibliography: null }),
    input.bibliography === null ? "" : await readFile(input.bibliography),
  ]);
  const facts = { kind: "page", label: "index.html" } as const;
  return (await once(before.store, key, facts, async () => Buffer.from(await renderPage(input)))).toString("utf8");
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
    await printPdf(html, pdf, options);
    return;
  }
  const browser = await findBrowser();
  const { size, mtimeMs } = await stat(browser.executablePath);
  const { executablePath, source } = browser;
  const epoch = process.env.SOURCE_DATE_EPOCH ?? null;
  const facts = JSON.stringify({ executablePath, source, size, mtimeMs, epoch });
  const key = cacheKey(["pdf", before.fingerprint, await readFile(html), facts]);
  const bytes = await once(before.store, key, { kind: "pdf", label: "report.pdf" }, async () => {
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
