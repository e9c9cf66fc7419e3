/** A rendered page, opened from file:// in a real browser, with everything that it complains of or asks for. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer";
import { afterAll, beforeAll } from "vitest";
import { renderPage, type PageInput } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { launchBrowser, type OpenBrowser } from "../../../report/pdf/launch.js";

export interface Visit {
  page: Page;
  /** What the page wrote to the console, or threw. */
  complaints: string[];
  /** Addresses other than the page's own and data: ones. */
  requests: string[];
}

export interface VisitOptions {
  dark?: boolean;
  script?: boolean;
  /** Wait until the live figures are drawn. */
  drawn?: boolean;
  /** The reader's; by default the machine's own. */
  timeZone?: string;
}

export interface Visitor {
  visit: (width: number, options?: VisitOptions) => Promise<Visit>;
  close: () => Promise<void>;
}

/** Renders a page, changes it if told to, into a folder of its own and starts a browser. */
export async function openPage(input: PageInput, change = (html: string): string => html): Promise<Visitor> {
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  const file = join(folder, "report.html");
  await writeFile(file, change(await renderPage(input)));
  const visitor = await openFile(file);
  return {
    visit: visitor.visit,
    close: async () => {
      await visitor.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a browser for a page that was written before; nothing that it is asked may take longer than `timeoutMs`. */
export async function openFile(file: string, timeoutMs = 60_000): Promise<Visitor> {
  const open = await launchBrowser(await findBrowser({ installed: false }), timeoutMs);
  return { visit: (width, options) => visit(open, pathToFileURL(file).href, width, options), close: open.close };
}

async function visit(
  { browser }: OpenBrowser,
  url: string,
  width: number,
  { dark = false, script = true, drawn = script, timeZone }: VisitOptions = {},
): Promise<Visit> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && request.url() !== url) requests.push(request.url());
  });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  if (timeZone !== undefined) await page.emulateTimezone(timeZone);
  await page.goto(url);
  // A page behind another is given no frames.
  await page.bringToFront();
  if (drawn) await page.waitForFunction('document.documentElement.dataset.figures === "drawn"', { timeout: 300_000 });
  return { page, complaints, requests };
}

/** One visit for all tests of a block: they leave the page as they found it, or set all that they read. */
export function visitOnce(start: () => Promise<Visit>): Visit {
  const shared = {} as Visit;
  beforeAll(async () => {
    Object.assign(shared, await start());
  });
  afterAll(() => shared.page.close());
  return shared;
}

/** Evaluates in the page, where this project's DOM-less types do not reach: expressions are given as text. */
export function read<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>;
}
